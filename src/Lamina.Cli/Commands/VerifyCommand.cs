using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Pipelines;
using Lamina.Recipes;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina verify RUN FIRST SECOND</c>: says whether two pictures show the same person.</summary>
static class VerifyCommand
{
    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Argument<string> first = new("first") { Description = "A picture that a face fills (PNG, JPEG, BMP, PGM)." };
        Argument<string> second = new("second") { Description = "Another." };
        Option<bool> json = Shared.Json();
        Command command = new("verify", "Say whether two pictures show the same person.") { run, first, second, json };
        Guarded.Do(command, (parsed, _) =>
        {
            FaceVerification verification = Pipeline.Load<FaceVerification>(RunFolder.Open(parsed.GetValue(run)!).Path);
            foreach (string file in (string[])[parsed.GetValue(first)!, parsed.GetValue(second)!])
            {
                if (!File.Exists(file))
                    throw new FileNotFoundException($"There is no file '{file}'.");
            }

            FaceMatch match = verification.Compare(parsed.GetValue(first)!, parsed.GetValue(second)!);
            Console.WriteLine(parsed.GetValue(json)
                ? new JsonObject { ["same"] = match.IsSame, ["similarity"] = match.Similarity, ["threshold"] = match.Threshold }.ToJsonString()
                : string.Create(CultureInfo.InvariantCulture, $"{(match.IsSame ? "the same person" : "different persons")}  (similarity {match.Similarity:0.00}, threshold {match.Threshold:0.00})"));
            return 0;
        });
        return command;
    }
}
