using System.CommandLine;
using Lamina.Formats;
using Lamina.NN;
using Lamina.Onnx;
using Lamina.Recipes;
using Lamina.Training;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina export RUN --format onnx|safetensors|npz|pt</c>: a trained network for other frameworks.</summary>
static class ExportCommand
{
    static readonly string[] Formats = ["onnx", "safetensors", "npz", "pt"];

    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Option<string> format = new("--format") { Description = "onnx (the network), or safetensors, npz or pt (its weights).", DefaultValueFactory = _ => "onnx" };
        format.AcceptOnlyFromAmong(Formats);
        Option<string?> output = new("--out") { Description = "The file to write. Default: best.FORMAT in the run's folder." };
        Command command = new("export", "Write a trained network for other frameworks.") { run, format, output };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            RunFolder folder = RunFolder.Open(parsed.GetValue(run)!);
            (Recipe recipe, _) = folder.ReadSettings();
            (Module module, Action<string> writeOnnx) = Trained(folder, recipe);
            module.Eval();
            string path = parsed.GetValue(output) ?? Path.Combine(folder.Path, "best." + parsed.GetValue(format));
            if (Path.GetFullPath(path) == Path.GetFullPath(folder.BestWeights))
                throw new ArgumentException($"{path} is the file of the weights itself. Name another with --out, or copy it.");
            switch (parsed.GetValue(format))
            {
                case "onnx": writeOnnx(path); break;
                case "npz": NumPy.SaveArchive(path, module.StateDict()); break;
                case "pt": PyTorch.Save(path, module.StateDict()); break;
                default: Safetensors.Save(path, module.StateDict(), new Dictionary<string, string> { ["recipe"] = recipe.Name }); break;
            }

            Console.WriteLine(path);
            return 0;
        });
        return command;
    }

    // What a table becomes, its network's width included, is known to the whole model alone.
    static (Module Module, Action<string> WriteOnnx) Trained(RunFolder folder, Recipe recipe)
    {
        if (File.Exists(folder.Model) && Model.Load(folder.Model) is { Preprocessing.Input: { } sample } model)
            return (model.Module, path => model.Module.ToOnnx(path, Tensor.Zeros([1, .. sample.Shape]), 0));
        Module module = recipe.BuildModule();
        folder.LoadBestWeights(module);
        return (module, path => recipe.WriteOnnx(module, path));
    }
}
