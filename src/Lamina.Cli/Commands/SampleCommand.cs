using System.CommandLine;
using Lamina.Imaging;
using Lamina.Pipelines;
using Lamina.Recipes;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina sample RUN</c>: pictures that a trained network draws, in one PNG file.</summary>
static class SampleCommand
{
    const int Count = 64;

    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The folder of a run that draws pictures, such as one of mnist-vae or mnist-dcgan." };
        Option<string?> className = new("--class") { Description = "What the pictures should show, where the network knows classes. Default: the classes in turn." };
        Option<int?> count = Shared.Whole<int>("--count", $"How many pictures. Default: {Count}.");
        Option<string?> output = Shared.File("--out", "The PNG file to write. Default: samples.png.");
        Option<long?> seed = Shared.Whole<long>("--seed", "Another seed draws other pictures. Default: 0.");
        Command command = new("sample", "Have a trained network draw pictures.") { run, className, count, output, seed };
        Guarded.Do(command, (parsed, _) =>
        {
            string folder = RunFolder.Open(parsed.GetValue(run)!).Path, path = parsed.GetValue(output) ?? "samples.png";
            if (!path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException($"Samples are written as PNG; '{path}' is no such name. Name a file that ends in .png with --out.");
            IReadOnlyList<Picture> pictures = Pipeline.Load<PictureGeneration>(folder).Sample(parsed.GetValue(count) ?? Count, parsed.GetValue(seed) ?? 0, parsed.GetValue(className));
            Png.Write(ContactSheet.Of(pictures), path);
            Console.WriteLine($"{pictures.Count} {(pictures.Count == 1 ? "picture is" : "pictures are")} drawn in {path}.");
            return 0;
        });
        return command;
    }
}
