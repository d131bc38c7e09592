using System.CommandLine;
using Lamina.Formats;
using Lamina.Onnx;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina onnx run FILE --input NAME=FILE.npy --out DIR</c>: runs a model on stored tensors.</summary>
static class OnnxRunCommand
{
    public static Command Make()
    {
        Argument<string> file = new("file") { Description = "The model." };
        Option<string[]> inputs = new("--input") { Description = "NAME=FILE.npy, once for each input; a model of one input takes FILE.npy alone.", AllowMultipleArgumentsPerToken = false };
        Option<string?> folder = Shared.Folder("--out", "Where the outputs go, as NAME.npy. Default: the current folder.");
        Option<int?> threads = Shared.Threads();
        Command command = new("run", "Run an ONNX model on tensors from NumPy files.") { file, inputs, folder, threads };
        Guarded.Do(command, (parsed, _) =>
        {
            Shared.Apply(parsed.GetValue(threads));
            OnnxModel model = Onnx.Onnx.Load(parsed.GetValue(file)!);
            Dictionary<string, Tensor> given = [];
            foreach (string input in parsed.GetValue(inputs) ?? [])
            {
                (string name, string path) = Split(input, model);
                if (!given.TryAdd(name, NumPy.Load(path)))
                    throw new ArgumentException($"--input names '{name}' twice.");
            }

            OrderedDictionary<string, Tensor> outputs;
            using (Gradients.Off())
                outputs = model.Run(given);
            string target = parsed.GetValue(folder) ?? ".";
            Directory.CreateDirectory(target);
            foreach ((string name, Tensor tensor) in outputs)
            {
                string path = Path.Combine(target, FileName(name) + ".npy");
                NumPy.Save(path, tensor);
                Console.WriteLine($"{name}  {tensor.Spec}  →  {path}");
            }

            return 0;
        });
        return command;
    }

    static (string Name, string Path) Split(string input, OnnxModel model)
    {
        int at = input.IndexOf('=', StringComparison.Ordinal);
        if (at > 0)
            return (input[..at], input[(at + 1)..]);
        return model.Inputs.Count == 1
            ? (model.Inputs[0].Name, input)
            : throw new ArgumentException($"--input takes NAME=FILE.npy; got '{input}'. The inputs are: {string.Join(", ", model.Inputs)}.");
    }

    // Names of outputs may hold slashes, and come from a file: they stay inside the folder.
    static string FileName(string name) => string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_'));
}
