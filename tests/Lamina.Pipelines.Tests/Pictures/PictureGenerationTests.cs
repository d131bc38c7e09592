using Lamina.Imaging;
using Lamina.Models.Generative;
using Xunit;

namespace Lamina.Pipelines.Tests.Pictures;

public sealed class PictureGenerationTests
{
    [Fact]
    public void What_was_saved_draws_the_same_pictures()
    {
        using TemporaryFolder place = new();
        PictureGeneration pipeline = new(new VariationalAutoencoder(pixels: 15, hidden: 6, code: 2), height: 5, width: 3);
        pipeline.Save(place.At("run"));
        PictureGeneration loaded = Pipeline.Load<PictureGeneration>(place.At("run"));
        IReadOnlyList<Picture> first = pipeline.Sample(4, seed: 7), again = loaded.Sample(4, seed: 7), other = loaded.Sample(4, seed: 8);
        Assert.Equal(4, again.Count);
        Assert.All(again, picture => Assert.Equal((3, 5, 1), (picture.Width, picture.Height, picture.Channels)));
        Assert.Equal(Bytes(first), Bytes(again));
        Assert.NotEqual(Bytes(again), Bytes(other));
        Assert.Empty(loaded.ClassNames);
    }

    [Fact]
    public void A_class_can_be_asked_for_where_the_network_knows_any()
    {
        using TemporaryFolder place = new();
        PictureGeneration pipeline = Conditional();
        pipeline.Save(place.At("run"));
        PictureGeneration loaded = Pipeline.Load<PictureGeneration>(place.At("run"));
        Assert.Equal(["cat", "dog"], loaded.ClassNames);
        Assert.Equal(Bytes(pipeline.Sample(3, seed: 7)), Bytes(loaded.Sample(3, seed: 7)));
        IReadOnlyList<Picture> cats = loaded.Sample(2, seed: 1, "cat"), dogs = loaded.Sample(2, seed: 1, "dog"), both = loaded.Sample(2, seed: 1);
        Assert.All(dogs, picture => Assert.Equal((28, 28, 1), (picture.Width, picture.Height, picture.Channels)));
        Assert.Equal(Bytes([cats[0], dogs[1]]), Bytes(both));
        Assert.NotEqual(Bytes(cats), Bytes(dogs));
        Assert.Contains("It knows cat, dog", Assert.Throws<PipelineException>(() => loaded.Sample(1, 0, "cow")).Message, StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => new PictureGeneration(new ConditionalGenerator(classes: 2, noise: 3, channels: 2), ["cat"]));
    }

    [Theory]
    [InlineData("\"noise\": 3", "\"noise\": 4", "another network")]
    [InlineData("\"noise\": 3", "\"noise\": 0", "'noise'")]
    [InlineData("\"channels\": 2", "\"channels\": 100000", "'channels'")]
    [InlineData("\"cat\",", "", "another network")]
    [InlineData("\"cat\"", "7", "'classes'")]
    public void A_description_of_a_conditional_network_that_lies_is_an_error(string truth, string lie, string named) => Assert.Contains(named, Damaged.ByText(Conditional(), (truth, lie)), StringComparison.Ordinal);

    [Fact]
    public void A_network_that_is_too_large_is_not_made() =>
        Assert.Contains("another network", Damaged.ByText(Conditional(), ("\"noise\": 3", "\"noise\": 8000"), ("\"channels\": 2", "\"channels\": 512")), StringComparison.Ordinal);

    // A pixel is as bright as the decoder says for the codes of the seed.
    [Fact]
    public void Brightness_is_the_probability_of_the_decoder()
    {
        VariationalAutoencoder network = new(pixels: 6, hidden: 5, code: 2);
        float[] expected = network.Decode(Tensor.Randn([3, 2], generator: new Generator(4))).Sigmoid().ToArray<float>();
        byte[] drawn = Bytes(new PictureGeneration(network, 2, 3).Sample(3, seed: 4));
        Assert.Equal(expected.Select(value => (byte)Math.Round(255 * value)), drawn);
    }

    [Fact]
    public void What_cannot_be_drawn_is_said()
    {
        PictureGeneration pipeline = new(new VariationalAutoencoder(pixels: 6, hidden: 5, code: 2), 2, 3);
        Assert.Contains("knows no classes", Assert.Throws<PipelineException>(() => pipeline.Sample(1, 0, "3")).Message, StringComparison.Ordinal);
        Assert.Contains("From 1 to 10000", Assert.Throws<PipelineException>(() => pipeline.Sample(0)).Message, StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => pipeline.Sample(10_001));
        Assert.Throws<ShapeException>(() => new PictureGeneration(new VariationalAutoencoder(pixels: 6, hidden: 5, code: 2), 2, 2));
    }

    [Theory]
    [InlineData("\"hidden\": 6", "\"hidden\": 6000000", "'hidden'")]
    [InlineData("\"hidden\": 6", "\"hidden\": 7", "another network")]
    [InlineData("\"height\": 5", "\"height\": -5", "'height'")]
    [InlineData("\"height\": 5", "\"height\": 1024", "another network")]
    [InlineData("\"width\": 3", "\"width\": 1e3", "'width'")]
    [InlineData("\"variational-autoencoder\"", "\"other\"", "'network'")]
    [InlineData("\"picture-generation\"", "\"other\"", "'other'")]
    public void A_description_that_lies_is_an_error(string truth, string lie, string named) =>
        Assert.Contains(named, Damaged.ByText(new PictureGeneration(new VariationalAutoencoder(pixels: 15, hidden: 6, code: 2), height: 5, width: 3), (truth, lie)), StringComparison.Ordinal);

    static PictureGeneration Conditional() => new(new ConditionalGenerator(classes: 2, noise: 3, channels: 2), ["cat", "dog"]);

    static byte[] Bytes(IReadOnlyList<Picture> pictures) => [.. pictures.SelectMany(picture => picture.Pixels.ToArray())];
}
