using System.Text.Json;
using Lamina.Imaging;

namespace Lamina.Cli.Tests;

/// <summary>A run that finds objects: its answers, the drawn picture, and what a user can do wrong with it.</summary>
public sealed class DetectionTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void A_run_finds_objects_draws_them_and_says_in_one_line_what_it_cannot_take()
    {
        string? data = Environment.GetEnvironmentVariable("LAMINA_DATA");
        Assert.SkipUnless(data is not null && Directory.Exists(Path.Combine(data, "bccd")), "LAMINA_DATA has no bccd.");
        string run = _lamina.At("run"), picture = _lamina.At("cells.png"), drawn = _lamina.At("drawn.png");
        (int exit, _, string errors) = _lamina.RunWith([("LAMINA_DATA", data)], "train", "cells-detection", "--out", run, "--set", "limit=8", "--set", "epochs=1", "--set", "batchSize=4");
        Assert.True(exit is 0 or 2, errors);

        Picture noise = new(64, 48, 3);
        new Random(1).NextBytes(noise.Pixels);
        Png.Write(noise, picture);
        (exit, string output, errors) = _lamina.Run("predict", run, picture, "--draw", drawn);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Matches(@"→  \d+ RBC \(red\), \d+ WBC \(blue\), \d+ Platelets \(green\)", output);
        Assert.Equal((64, 48), (Png.Read(drawn).Width, Png.Read(drawn).Height));
        Assert.Equal(JsonValueKind.Array, _lamina.Json("predict", run, picture).ValueKind);

        Png.Write(new Picture(1, 1, 3), _lamina.At("dot.png"));
        File.WriteAllText(_lamina.At("text.jpg"), "no picture");
        (string[] Arguments, string Part)[] mistakes =
        [
            (["predict", run, _lamina.At("dot.png")], "1×1 is too small"),
            (["predict", run, _lamina.At("text.jpg")], "no known kind of picture"),
            (["predict", run, _lamina.At("missing.jpg")], "no file"),
            (["predict", run, picture, picture, "--draw", drawn], "--draw writes one picture"),
            (["predict", run, picture, "--draw", "drawn.jpg"], "--draw writes PNG"),
        ];
        foreach ((string[] arguments, string part) in mistakes)
            Assert.Contains(part, _lamina.Mistake(arguments), StringComparison.Ordinal);
        File.Delete(Path.Combine(run, "pipeline.json"));
        Assert.Contains("pipeline.json", _lamina.Mistake("predict", run, picture), StringComparison.Ordinal);
    }
}
