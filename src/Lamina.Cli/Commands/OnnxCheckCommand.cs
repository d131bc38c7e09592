using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Onnx;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina onnx check DIR…</c>: runs the tests of ONNX's own suite below folders.</summary>
static class OnnxCheckCommand
{
    public static Command Make()
    {
        Argument<string[]> folders = new("dir") { Description = "Folders with tests: model.onnx beside test_data_set_0, ….", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = Shared.Json();
        Option<int?> threads = Shared.Threads();
        Command command = new("check", "Run every ONNX test below folders: 0 if all pass, else 2.") { folders, json, threads };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            Shared.Apply(parsed.GetValue(threads));
            Dictionary<OnnxCheckOutcome, int> counts = Enum.GetValues<OnnxCheckOutcome>().ToDictionary(outcome => outcome, _ => 0);
            JsonObject reasons = [];
            foreach (string folder in parsed.GetValue(folders)!)
            {
                if (!Directory.Exists(folder))
                    throw new DirectoryNotFoundException($"There is no folder {folder}.");
                foreach (string test in OnnxCheck.Find(folder))
                {
                    cancellation.ThrowIfCancellationRequested();
                    OnnxCheckResult result = OnnxCheck.Run(test);
                    counts[result.Outcome]++;
                    if (result.Reason is { } reason)
                        reasons[result.Name] = reason;
                    Console.WriteLine($"{result.Outcome.ToString().ToLowerInvariant(),-12}{result.Name}{(result.Reason is null ? "" : $": {result.Reason}")}");
                }
            }

            (int passed, int failed, int unsupported) = (counts[OnnxCheckOutcome.Passed], counts[OnnxCheckOutcome.Failed], counts[OnnxCheckOutcome.Unsupported]);
            if (passed + failed + unsupported == 0)
                throw new DirectoryNotFoundException($"There are no tests below {string.Join(", ", parsed.GetValue(folders)!)}: a test is a folder with model.onnx and test_data_set_0.");
            if (parsed.GetValue(json))
                Console.WriteLine(new JsonObject { ["passed"] = passed, ["failed"] = failed, ["unsupported"] = unsupported, ["reasons"] = reasons }.ToJsonString());
            else
                Console.WriteLine($"{passed} passed, {failed} failed, {unsupported} unsupported");
            return failed + unsupported == 0 ? 0 : 2;
        });
        return command;
    }
}
