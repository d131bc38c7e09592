using Lamina.Imaging;
using Lamina.Models.Generative;
using Lamina.Pipelines;

namespace Lamina.Cli.Tests;

/// <summary><c>lamina sample</c> as a user runs it.</summary>
public sealed class SampleTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Pictures_are_drawn_in_a_grid()
    {
        Place("run");
        (int exit, string output, string errors) = _lamina.Run("sample", "run", "--count", "5", "--seed", "3", "--out", "drawn.png");
        Assert.True(exit == 0, errors);
        Assert.Contains("5 pictures are drawn in drawn.png", output, StringComparison.Ordinal);
        Picture grid = Png.Read(_lamina.At("drawn.png"));
        Assert.Equal((2 + (3 * 6), 2 + (2 * 5)), (grid.Width, grid.Height));
        Assert.Equal(0, _lamina.Run("sample", "run", "--count", "5", "--seed", "3").Exit);
        Assert.Equal(File.ReadAllBytes(_lamina.At("drawn.png")), File.ReadAllBytes(_lamina.At("samples.png")));
        Assert.Equal(0, _lamina.Run("sample", "run", "--count", "5", "--seed", "4").Exit);
        Assert.NotEqual(File.ReadAllBytes(_lamina.At("drawn.png")), File.ReadAllBytes(_lamina.At("samples.png")));
    }

    [Fact]
    public void A_class_is_asked_for()
    {
        PictureGeneration network = new(new ConditionalGenerator(classes: 2, noise: 3, channels: 2), ["cat", "dog"]);
        network.Save(_lamina.At("pets"));
        File.WriteAllText(_lamina.At("pets", "settings.json"), "{}");
        (int exit, _, string errors) = _lamina.Run("sample", "pets", "--class", "dog", "--count", "4", "--out", "dogs.png");
        Assert.True(exit == 0, errors);
        Assert.Equal(ContactSheet.Of(network.Sample(4, className: "dog")).Pixels.ToArray(), Png.Read(_lamina.At("dogs.png")).Pixels.ToArray());
        Assert.Contains("It knows cat, dog", _lamina.Mistake("sample", "pets", "--class", "cow"), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Place("run");
        Directory.CreateDirectory(_lamina.At("other"));
        File.WriteAllText(_lamina.At("other", "settings.json"), "{}");
        (string[] Arguments, string Part)[] mistakes =
        [
            (["sample", "run", "--class", "3"], "knows no classes"),
            (["sample", "run", "--count", "0"], "From 1 to 10000"),
            (["sample", "run", "--count", "many"], "--count takes a whole number"),
            (["sample", "run", "--out", "drawn.jpg"], ".png"),
            (["sample", "run", "--out", ""], "--out takes a file"),
            (["sample", "nowhere"], "settings.json"),
            (["sample", "other"], "no pipeline.json"),
        ];
        foreach ((string[] arguments, string part) in mistakes)
            Assert.Contains(part, _lamina.Mistake(arguments), StringComparison.Ordinal);
        Assert.False(File.Exists(_lamina.At("samples.png")));
    }

    void Place(string run)
    {
        new PictureGeneration(new VariationalAutoencoder(pixels: 12, hidden: 4, code: 2), height: 3, width: 4).Save(_lamina.At(run));
        File.WriteAllText(_lamina.At(run, "settings.json"), "{}");
    }
}
