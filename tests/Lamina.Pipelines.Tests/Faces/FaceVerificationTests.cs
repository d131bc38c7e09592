using Lamina.Imaging;
using Lamina.Models.Faces;
using Xunit;

namespace Lamina.Pipelines.Tests.Faces;

/// <summary>Two pictures are compared as the network sees them, whatever their size and colours; what is no face is said so.</summary>
[Collection(nameof(Alone))]
public sealed class FaceVerificationTests
{
    [Fact]
    public void What_was_saved_says_the_same_again()
    {
        FaceVerification made = Make(0.25);
        using TemporaryFolder folder = new();
        made.Save(folder.FullName);
        FaceVerification read = Pipeline.Load<FaceVerification>(folder.FullName);
        Assert.Equal(0.25, read.Threshold);
        Assert.Equal(made.Compare(Drawn(1), Drawn(2)), read.Compare(Drawn(1), Drawn(2)));
        Assert.Equal(made.Embed(Drawn(1)).ToArray<float>(), read.Embed(Drawn(1)).ToArray<float>());
    }

    [Fact]
    public void A_picture_is_like_itself_and_order_does_not_matter()
    {
        FaceVerification verification = Make(0.9);
        FaceMatch same = verification.Compare(Drawn(1), Drawn(1)), there = verification.Compare(Drawn(1), Drawn(2)), back = verification.Compare(Drawn(2), Drawn(1));
        Assert.Equal(1, same.Similarity, 1e-5);
        Assert.True(same.IsSame);
        Assert.Equal(there.Similarity, back.Similarity, 1e-6);
        Assert.True(there.Similarity < 0.999);
        Assert.Equal(there.Similarity >= 0.9, there.IsSame);
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.At("a.png"), Png.Encode(Drawn(1)));
        Assert.Equal(1, verification.Compare(folder.At("a.png"), folder.At("a.png")).Similarity, 1e-5);
    }

    [Fact]
    public void What_is_no_face_is_refused()
    {
        FaceVerification verification = Make(0);
        Assert.Contains("one grey", Assert.Throws<PipelineException>(() => verification.Compare(Drawn(1), new Picture(30, 40, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => Make(1.5));
        Assert.Throws<PipelineException>(() => Make(double.NaN));
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.At("a.png"), [1, 2, 3]);
        Assert.Throws<ImageFormatException>(() => verification.Compare(folder.At("a.png"), folder.At("a.png")));
    }

    [Fact]
    public void A_run_of_another_kind_and_a_damaged_one_are_refused()
    {
        using TemporaryFolder folder = new();
        Make(0.5).Save(folder.FullName);
        string message = Assert.Throws<PipelineException>(() => Pipeline.Load<Transcription>(folder.FullName)).Message;
        Assert.Contains("face-verification", message, StringComparison.Ordinal);
        Assert.Contains("lamina verify", message, StringComparison.Ordinal);
        string path = folder.At("pipeline.json"), text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("0.5", "1.5", StringComparison.Ordinal));
        Assert.Contains("'threshold'", Assert.Throws<PipelineException>(() => Pipeline.Load(folder.FullName)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace("24", "32", StringComparison.Ordinal));
        Assert.Contains("pipeline.safetensors", Assert.Throws<PipelineException>(() => Pipeline.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("members", "[]", "'members'")]
    [InlineData("members", "[\"convolutions 4 0 25 10\"]", "'members'")]
    [InlineData("members", "[\"convolutions 4 0 7 10\"]", "'members'")]
    [InlineData("members", "[\"convolutions 4 17 8 10\"]", "'members'")]
    [InlineData("members", "[\"convolutions 0 0 24 10\"]", "'members'")]
    [InlineData("members", "[\"convolutions 4 0 24 0\"]", "'members'")]
    [InlineData("members", "[\"convolutions 4 0 24\"]", "'members'")]
    [InlineData("members", "[\"convolutions -4 0 24 10\"]", "'members'")]
    [InlineData("members", "[\"orientations 17 10\"]", "'members'")]
    [InlineData("members", "[\"orientations 8 99999999999\"]", "'members'")]
    [InlineData("members", "[\"eyes 8 10\"]", "'members'")]
    [InlineData("members", "[8]", "'members'")]
    [InlineData("members", "[\"convolutions 128 0 24 10\"]", "another network")]
    [InlineData("members", "[\"signed-orientations 1 4096\"]", "another network")]
    public void Members_that_cannot_be_are_refused(string key, string value, string part) => Assert.Contains(part, Damaged.ByValue(Make(0.5), (key, value)), StringComparison.Ordinal);

    [Fact]
    public void The_bound_of_weights_is_not_above_what_a_network_has()
    {
        foreach ((int height, int width, string text) in ((int, int, string)[])
            [(24, 16, "convolutions 4 0 24 10"), (56, 46, "convolutions 32 16 40 384"), (8, 8, "convolutions 1 0 8 4096"), (56, 46, "orientations 7 384"), (9, 30, "signed-orientations 9 4096")])
        {
            MemberForm form = MemberForm.Parse(text, height, width)!;
            Assert.Equal(text, form.ToString());
            Assert.InRange(form.LeastWeights(height, width), 1, form.Build(height, width).ParameterCount);
        }
    }

    static FaceVerification Make(double threshold)
    {
        Tensor.Seed(3);
        return new FaceVerification(new FaceCommittee([new(new FaceConvolutions(24, 16, 4), 10), new(new FaceConvolutions(24, 16, 4, firstRow: 8), 10), new(new OrientationHistograms(24, 16, 8), 10)]), threshold);
    }

    static Picture Drawn(int seed)
    {
        Picture picture = new(32, 48, 1);
        new Random(seed).NextBytes(picture.Pixels);
        return picture;
    }
}
