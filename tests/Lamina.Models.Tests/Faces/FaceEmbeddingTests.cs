using Lamina.Models.Faces;

namespace Lamina.Models.Tests.Faces;

public sealed class FaceEmbeddingTests
{
    static FaceEmbedding Made() => new(new FaceConvolutions(24, 16, channels: 4), features: 10);

    [Fact]
    public void Faces_get_places_of_length_one()
    {
        FaceEmbedding network = Made();
        network.Eval();
        Tensor places = network.Forward(Tensor.Randn([3, 1, 24, 16], generator: new Generator(1)));
        Assert.Equal([3, 10], places.Shape);
        Assert.All(places.Square().Sum(1).ToArray<float>(), length => Assert.Equal(1, length, 1e-4f));
        Assert.Throws<ShapeException>(() => network.Forward(Tensor.Zeros([3, 1, 16, 24])));
    }

    // All places of the last maps: 3 × 2 of 16 channels.
    [Fact]
    public void Parameters_are_as_many_as_the_layers_have() =>
        Assert.Equal(new FaceConvolutions(24, 16, channels: 4).ParameterCount + (16 * 3 * 2 * 10) + (2 * 10), Made().ParameterCount);
}
