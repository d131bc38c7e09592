using Lamina.Models.Faces;

namespace Lamina.Models.Tests.Faces;

public sealed class FaceConvolutionsTests
{
    [Fact]
    public void Features_are_means_over_windows_of_the_last_maps()
    {
        FaceConvolutions network = Made(56, 40);
        Tensor faces = Faces(2, 56, 40, seed: 1), features = network.Forward(faces), maps = network.Maps(faces);
        Assert.Equal([2, 16, 7, 5], maps.Shape);
        Assert.Equal([2, 16 * 3 * 2], features.Shape);
        Assert.Equal(16 * 3 * 2, network.Count);
        float[] all = maps.ToArray<float>();
        float[] found = features.ToArray<float>();
        for (int picture = 0; picture < 2; picture++)
        {
            for (int channel = 0; channel < 16; channel++)
            {
                for (int window = 0; window < 6; window++)
                {
                    int top = window / 2 * 2, left = window % 2 * 2;
                    double mean = Enumerable.Range(0, 9).Average(i => (double)all[(((((picture * 16) + channel) * 7) + top + (i / 3)) * 5) + left + (i % 3)]);
                    Assert.Equal(mean, found[(((picture * 16) + channel) * 6) + window], 1e-5);
                }
            }
        }
    }

    [Theory]
    [InlineData(8, 8, 1)]
    [InlineData(24, 16, 1)]
    [InlineData(40, 46, 4)]
    public void A_small_picture_has_fewer_windows(int height, int width, int windows)
    {
        FaceConvolutions network = Made(height, width);
        Assert.Equal(16 * windows, network.Count);
        Assert.Equal([1, 16 * windows], network.Forward(Faces(1, height, width, seed: 2)).Shape);
    }

    [Fact]
    public void Light_and_contrast_of_the_whole_picture_do_not_count()
    {
        FaceConvolutions network = Made(24, 16);
        Tensor picture = Faces(1, 24, 16, seed: 2);
        float[] features = network.Forward(picture).ToArray<float>(), others = network.Forward((picture * 0.4) + 0.3).ToArray<float>();
        for (int i = 0; i < features.Length; i++)
            Assert.Equal(features[i], others[i], 1e-3f);
    }

    // What stands in the other rows changes nothing.
    [Fact]
    public void Rows_that_are_not_looked_at_do_not_count()
    {
        FaceConvolutions whole = Made(24, 16), lower = Made(24, 16, firstRow: 8), middle = Made(24, 16, firstRow: 8, rows: 8);
        Tensor face = Faces(1, 24, 16, seed: 2), other = Tensor.Concatenate([Faces(1, 8, 16, seed: 3), face.Slice(2, 8, 24)], 2);
        Assert.Equal(lower.Forward(face).ToArray<float>(), lower.Forward(other).ToArray<float>());
        Assert.Equal(middle.Forward(face).ToArray<float>(), middle.Forward(other).ToArray<float>());
        Assert.NotEqual(whole.Forward(face).ToArray<float>(), whole.Forward(other).ToArray<float>());
    }

    [Fact]
    public void Parameters_are_as_many_as_the_layers_have() =>
        Assert.Equal((9 * 4) + (9 * 4 * 8) + (9 * 8 * 16) + (9 * 16 * 16) + (2 * (4 + 8 + 16 + 16)), Made(24, 16).ParameterCount);

    [Fact]
    public void Sizes_that_make_no_sense_are_refused()
    {
        Assert.Throws<ShapeException>(() => new FaceConvolutions(7, 16));
        foreach ((int first, int rows) in ((int, int)[])[(-1, 10), (0, 7), (17, 8), (0, 25)])
            Assert.Contains($"{rows} rows from row {first}", Assert.Throws<ShapeException>(() => Made(24, 16, first, rows)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Made(24, 16).Forward(Tensor.Zeros([3, 1, 16, 24])));
        Assert.Throws<ShapeException>(() => Made(24, 16).Forward(Tensor.Zeros([3, 3, 24, 16])));
    }

    static FaceConvolutions Made(int height, int width, int firstRow = 0, int? rows = null)
    {
        FaceConvolutions network = new(height, width, channels: 4, firstRow, rows);
        network.Eval();
        return network;
    }

    static Tensor Faces(int count, int height, int width, long seed) => Tensor.Rand([count, 1, height, width], generator: new Generator(seed));
}
