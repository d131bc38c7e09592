using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Pipelines;
using Lamina.Recipes;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina transcribe RUN FILE…</c>: writes down what recordings say.</summary>
static class TranscribeCommand
{
    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Argument<string[]> files = new("file") { Description = "Recordings (WAVE) of any rate.", Arity = ArgumentArity.OneOrMore };
        Option<int> beam = new("--beam") { Description = "How many beginnings the search follows; 1 is fast.", DefaultValueFactory = _ => 16 };
        Option<bool> json = Shared.Json();
        Command command = new("transcribe", "Write down what recordings say.") { run, files, beam, json };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            if (parsed.GetValue(beam) is not (> 0 and <= 1000))
                throw new ArgumentException($"--beam takes 1 to 1000; got {parsed.GetValue(beam)}.");
            Transcription transcription = Pipeline.Load<Transcription>(RunFolder.Open(parsed.GetValue(run)!).Path);
            JsonArray answers = [];
            foreach (string file in parsed.GetValue(files)!)
            {
                cancellation.ThrowIfCancellationRequested();
                Transcript transcript = transcription.Transcribe(file, parsed.GetValue(beam));
                if (parsed.GetValue(json))
                    answers.Add(new JsonObject { ["file"] = file, ["text"] = transcript.Text, ["probability"] = transcript.Probability });
                else
                    Console.WriteLine($"{file}  →  {(transcript.Words.Count == 0 ? "(nothing heard)" : transcript.Text)}  ({(100 * transcript.Probability).ToString("0.0", CultureInfo.InvariantCulture)} %)");
            }

            if (parsed.GetValue(json))
                Console.WriteLine(answers.ToJsonString());
            return 0;
        });
        return command;
    }
}
