using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Models.Tests.Vision;

public sealed class FaceEmbeddingTests
{
    [Fact]
    public void Faces_get_places_of_length_one()
    {
        FaceEmbedding network = new(24, 16, features: 10, channels: 4);
        network.Eval();
        Tensor places = network.Forward(Tensor.Randn([3, 1, 24, 16], generator: new Generator(1)));
        Assert.Equal([3, 10], places.Shape);
        Assert.All(places.Square().Sum(1).ToArray<float>(), length => Assert.Equal(1, length, 1e-4f));
        Assert.Throws<ShapeException>(() => network.Forward(Tensor.Zeros([3, 1, 16, 24])));
        Assert.Throws<ShapeException>(() => network.Forward(Tensor.Zeros([3, 3, 24, 16])));
        Assert.Throws<ShapeException>(() => new FaceEmbedding(7, 16));
    }

    [Fact]
    public void Light_and_contrast_of_the_whole_picture_do_not_count()
    {
        FaceEmbedding network = new(24, 16, features: 10, channels: 4);
        network.Eval();
        Tensor picture = Tensor.Rand([1, 1, 24, 16], generator: new Generator(2));
        float[] places = network.Forward(picture).ToArray<float>(), others = network.Forward((picture * 0.4) + 0.3).ToArray<float>();
        for (int i = 0; i < places.Length; i++)
            Assert.Equal(places[i], others[i], 1e-3f);
    }

    [Fact]
    public void A_face_and_its_mirror_image_have_one_place()
    {
        FaceEmbedding network = new(24, 16, features: 10, channels: 4);
        network.Eval();
        Tensor faces = Tensor.Rand([2, 1, 24, 16], generator: new Generator(3)), mirrored = faces.Flip(3);
        Tensor expected = (network.Forward(faces) + network.Forward(mirrored)).Normalize(axis: -1), places = network.Embed(faces), others = network.Embed(mirrored);
        Assert.Equal([2, 10], places.Shape);
        Assert.Equal(0, (places - expected).Abs().Max().ToDouble(), 1e-5);
        Assert.Equal(0, (places - others).Abs().Max().ToDouble(), 1e-5);
        Assert.All(places.Square().Sum(1).ToArray<float>(), length => Assert.Equal(1, length, 1e-4f));
    }

    [Fact]
    public void Parameters_are_as_many_as_the_layers_have() =>
        Assert.Equal((9 * 4) + (9 * 4 * 8) + (9 * 8 * 16) + (9 * 16 * 16) + (2 * (4 + 8 + 16 + 16)) + (16 * 3 * 2 * 10) + (2 * 10), new FaceEmbedding(24, 16, 10, 4).ParameterCount);
}
