using Lamina.Data.Vision;
using Lamina.Formats;
using Lamina.Imaging;
using Lamina.Models.Detection;
using Xunit;

namespace Lamina.Pipelines.Tests.Detection;

/// <summary>A detector is kept and read back, takes pictures of any size, and draws what it found.</summary>
[Collection(nameof(Alone))]
public sealed class ObjectDetectionTests
{
    static readonly string[] s_names = ["RBC", "WBC", "Platelets"];

    [Fact]
    public void What_is_kept_finds_the_same_again()
    {
        using TemporaryFolder place = new();
        ObjectDetection detection = New();
        detection.Save(place.FullName);
        ObjectDetection read = Pipeline.Load<ObjectDetection>(place.FullName);
        Picture picture = Noise(640, 480);
        IReadOnlyList<FoundObject> found = detection.Find(picture, 0.02);
        Assert.NotEmpty(found);
        Assert.Equal(found, read.Find(picture, 0.02));
        Assert.Equal(s_names, read.ClassNames);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(16, 3000)]
    [InlineData(641, 333)]
    [InlineData(37, 90)]
    public void Boxes_lie_in_pictures_of_any_size(int width, int height)
    {
        foreach (FoundObject found in New().Find(Noise(width, height), 0.02))
        {
            Assert.InRange(found.Box.X1, 0, found.Box.X2);
            Assert.InRange(found.Box.X2, 0, width);
            Assert.InRange(found.Box.Y1, 0, found.Box.Y2);
            Assert.InRange(found.Box.Y2, 0, height);
            Assert.Equal(s_names[found.Box.Label], found.Name);
        }
    }

    [Fact]
    public void Grey_pictures_are_taken_and_tiny_ones_are_an_error()
    {
        ObjectDetection detection = New();
        Assert.Empty(detection.Find(new Picture(64, 64, 1), 0.99));
        Assert.Empty(detection.Find(new Picture(64, 64, 4), 0.99));
        Assert.Contains("1×1", Assert.Throws<PipelineException>(() => detection.Find(new Picture(1, 1, 3))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"width\": 4", "\"width\": 100000", "width")]
    [InlineData("\"shorterSide\": 64", "\"shorterSide\": -1", "shorterSide")]
    [InlineData("\"Platelets\"", "7", "classes")]
    public void A_damaged_description_is_an_error_that_names_the_value(string text, string other, string name) =>
        Assert.Contains($"'{name}'", Damaged.ByText(New(), (text, other)), StringComparison.Ordinal);

    [Fact]
    public void Weights_of_another_network_are_an_error()
    {
        using TemporaryFolder place = new();
        New().Save(place.FullName);
        Safetensors.Save(place.At("pipeline.safetensors"), new Fcos(3, 5).StateDict());
        Assert.Throws<PipelineException>(() => Pipeline.Load(place.FullName));
    }

    [Fact]
    public void A_frame_is_drawn_around_a_box_and_nothing_else_changes()
    {
        Picture white = new(40, 30, 3);
        white.Pixels.Fill(255);
        Picture drawn = BoxDrawing.Draw(white, [new FoundObject("WBC", 1, new PictureBox(5, 6, 15, 26, 1))]);
        for (int y = 0; y < 30; y++)
        {
            for (int x = 0; x < 40; x++)
            {
                bool isFrame = x is >= 5 and <= 14 && y is >= 6 and <= 25 && (x is 5 or 14 || y is 6 or 25);
                (int, int, int) colour = (drawn[x, y, 0], drawn[x, y, 1], drawn[x, y, 2]);
                Assert.Equal(isFrame ? (0, 114, 178) : (255, 255, 255), colour);
            }
        }

        Assert.Equal(255, white[5, 6]);
        Assert.Equal("blue", BoxDrawing.ColourName(1));
        Picture grey = BoxDrawing.Draw(new Picture(4, 4, 1), [new FoundObject("far", 1, new PictureBox(-50, -50, 90, 90, 8))]);
        Assert.Equal(3, grey.Channels);
    }

    [Fact]
    public void Names_and_classes_must_be_as_many() => Assert.Throws<ArgumentException>(() => new ObjectDetection(new Fcos(3, 4), ["one"], 64));

    static ObjectDetection New()
    {
        Tensor.Seed(2);
        return new ObjectDetection(new Fcos(3, 4), s_names, 64);
    }

    static Picture Noise(int width, int height)
    {
        Picture picture = new(width, height, 3);
        new Random(1).NextBytes(picture.Pixels);
        return picture;
    }
}
