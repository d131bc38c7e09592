using Lamina.Data;
using Lamina.Imaging;
using Lamina.Recipes.Pictures;

namespace Lamina.Recipes.Tests.Pictures;

public sealed class PictureInputTests
{
    [Theory]
    [InlineData(32, 32, 3)]
    [InlineData(80, 48, 3)]
    [InlineData(20, 31, 3)]
    [InlineData(40, 40, 1)]
    public void A_coloured_picture_of_any_size_keeps_its_colours(int width, int height, int channels)
    {
        using TemporaryFolder place = new();
        Picture picture = new(width, height, channels);
        for (int i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)(channels == 1 ? 90 : 30 + (i % 3 * 60));
        string path = place.At("picture.png");
        Png.Write(picture, path);
        Tensor input = PictureInput.Read(path, 32, 32, channels: 3);
        Assert.Equal([1, 3, 32, 32], input.Shape);
        float[] values = input.ToArray<float>();
        for (int i = 0; i < values.Length; i++)
            Assert.Equal((channels == 1 ? 90 : 30 + (i / 1024 * 60)) / 255f, values[i], 1e-6f);
    }

    // A picture of the network's own size passes as it is, so that what is asked of a file is what was asked of the data set.
    [Fact]
    public void A_picture_of_the_networks_size_passes_unchanged()
    {
        using TemporaryFolder place = new();
        Picture picture = new(32, 32, 3);
        new Random(3).NextBytes(picture.Pixels);
        string path = place.At("picture.png");
        Png.Write(picture, path);
        float[] values = PictureInput.Read(path, 32, 32, channels: 3).ToArray<float>();
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(picture[i % 32, i % 1024 / 32, i / 1024] / 255f, values[i], 1e-6f);
    }

    [Fact]
    public void A_file_of_grey_pictures_is_refused_by_a_network_of_coloured_ones()
    {
        using TemporaryFolder place = new();
        SmallSet.Write(place.Path, "mnist", other: false);
        string message = Assert.Throws<DataFormatException>(() => PictureInput.Read(place.At("mnist", "t10k-images-idx3-ubyte"), 32, 32, channels: 3)).Message;
        Assert.Contains("takes coloured ones", message, StringComparison.Ordinal);
    }
}
