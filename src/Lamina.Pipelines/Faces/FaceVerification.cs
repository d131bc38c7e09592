using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Imaging;
using Lamina.Models.Faces;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>A trained network of faces as a function: two pictures → whether they show the same person.</summary>
/// <remarks>
/// Pictures show a face from the front that fills them, as those of the training did; nothing looks for it. They are made grey and stretched to the network's size.
/// <code>bool isSame = Pipeline.Load&lt;FaceVerification&gt;("runs/faces-recognition-1").Compare("a.png", "b.png").IsSame;</code>
/// </remarks>
public sealed class FaceVerification : Pipeline
{
    internal const string KindName = "face-verification";

    const int MostMembers = 100;

    readonly FaceCommittee _network;

    /// <summary>A network with its threshold.</summary>
    /// <param name="network">The network: of one member, or of several.</param>
    /// <param name="threshold">The least cosine of two pictures of one person, from −1 to 1.</param>
    /// <exception cref="PipelineException">The threshold is no cosine.</exception>
    public FaceVerification(FaceCommittee network, double threshold)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (threshold is not (>= -1 and <= 1))
            throw new PipelineException(FormattableString.Invariant($"A threshold of {threshold} is no cosine: give one from −1 to 1."));
        (_network, Threshold) = (network, threshold);
    }

    /// <summary>From where on two pictures are taken for the same person.</summary>
    public double Threshold { get; }

    /// <inheritdoc/>
    public override Module Network => _network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>Compares the pictures of two files.</summary>
    /// <param name="first">A PNG, JPEG, BMP or PNM file.</param>
    /// <param name="second">Another.</param>
    /// <exception cref="PipelineException">A picture is of one grey all over.</exception>
    /// <exception cref="ImageFormatException">A file is no picture, or a damaged one.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    public FaceMatch Compare(string first, string second) => Compare(Embed(Pictures.Read(first), first), Embed(Pictures.Read(second), second));

    /// <summary>Compares two pictures.</summary>
    /// <param name="first">A face.</param>
    /// <param name="second">Another.</param>
    /// <exception cref="PipelineException">A picture is of one grey all over.</exception>
    public FaceMatch Compare(Picture first, Picture second) => Compare(Embed(first, "the first picture"), Embed(second, "the second picture"));

    /// <summary>The place of a face on the sphere.</summary>
    /// <param name="picture">A face.</param>
    /// <returns>[features], of length 1.</returns>
    /// <exception cref="PipelineException">The picture is of one grey all over.</exception>
    public Tensor Embed(Picture picture) => Embed(picture, "the picture");

    Tensor Embed(Picture picture, string name)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Draws none = default;
        Picture face = new Resize((_network.Height, _network.Width)).Apply(new PictureSample(picture.ToGrey()), ref none).Picture;
        ReadOnlySpan<byte> pixels = face.Pixels;
        if (pixels.IndexOfAnyExcept(pixels[0]) < 0)
            throw new PipelineException($"{name} is of one grey all over: there is no face in it. Give a picture that a face fills.");
        _network.Eval();
        using GradientScope off = Gradients.Off();
        return _network.Embed(Tensor.From<byte>(pixels.ToArray(), [1, 1, face.Height, face.Width]).To(DType.Float32) / 255).Select(0, 0);
    }

    FaceMatch Compare(Tensor first, Tensor second)
    {
        double similarity = (first * second).Sum().ToDouble();
        return new FaceMatch(similarity >= Threshold, similarity, Threshold);
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Set("height", _network.Height);
        file.Set("width", _network.Width);
        file.Set("members", _network.Members.Select(member => MemberForm.Of(member).ToString()));
        file.Set("threshold", Threshold);
    }

    internal static FaceVerification Read(PipelineFile file)
    {
        int height = file.Int("height", 8, 512), width = file.Int("width", 8, 512);
        MemberForm[] members = [.. file.Texts("members", MostMembers).Select(text => MemberForm.Parse(text, height, width) ?? throw file.Fault("members", MemberForm.Wanted))];
        if (members.Length == 0)
            throw file.Fault("members", MemberForm.Wanted);
        double threshold = file.Real("threshold") is >= -1 and <= 1 and var cosine ? cosine : throw file.Fault("threshold", "a cosine from -1 to 1");
        file.CheckWeights("members", members.Sum(member => member.LeastWeights(height, width)));
        return new FaceVerification(new FaceCommittee([.. members.Select(member => member.Build(height, width))]), threshold);
    }
}
