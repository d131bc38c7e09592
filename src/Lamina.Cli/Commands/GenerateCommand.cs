using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Models.Language;
using Lamina.Pipelines;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina generate RUN --prompt TEXT</c>: a trained language model goes on with a text.</summary>
static class GenerateCommand
{
    const int DefaultCount = 500, MostCount = 1_000_000;

    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Option<string> prompt = new("--prompt") { Description = "The text to go on with. Default: a line break.", DefaultValueFactory = _ => "\n" };
        Option<int?> count = Shared.Whole<int>("--count", $"How many characters to add. Default: {DefaultCount}.");
        Option<double?> temperature = Shared.Real("--temperature", "Below 1 bolder, above 1 more even, 0 always the most likely. Default: 1.");
        Option<int?> topK = Shared.Whole<int>("--top-k", "Choose among so many of the most likely only. Default: all.");
        Option<double?> topP = Shared.Real("--top-p", "Choose among the most likely that together reach this share of the probability. Default: 1, all.");
        Option<long?> seed = Shared.Whole<long>("--seed", "What the choices depend on. Default: 0.");
        Option<bool> stream = new("--stream") { Description = "Print each character as soon as it is made." };
        Option<bool> json = Shared.Json();
        Command command = new("generate", "Let a trained language model go on with a text.") { run, prompt, count, temperature, topK, topP, seed, stream, json };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            Sampling sampling = new()
            {
                Temperature = parsed.GetValue(temperature) ?? 1,
                TopK = parsed.GetValue(topK) ?? 0,
                TopP = parsed.GetValue(topP) ?? 1,
            };
            int characters = parsed.GetValue(count) ?? DefaultCount;
            if (characters is < 1 or > MostCount)
                throw new ArgumentException($"--count is a number from 1 to {MostCount}; got {characters}.");
            string start = parsed.GetValue(prompt)!;
            IEnumerable<string> added = Pipeline.Load<TextGeneration>(parsed.GetValue(run)!).Stream(start, characters, sampling, parsed.GetValue(seed) ?? 0);
            bool isStreamed = parsed.GetValue(stream) && !parsed.GetValue(json);
            List<string> text = [];
            if (isStreamed)
                Console.Write(Shown(start));
            foreach (string piece in added)
            {
                cancellation.ThrowIfCancellationRequested();
                text.Add(piece);
                if (!isStreamed)
                    continue;
                Console.Write(Shown(piece));
                Console.Out.Flush();
            }

            string all = string.Concat(text);
            Console.WriteLine(parsed.GetValue(json) ? new JsonObject { ["prompt"] = start, ["text"] = all }.ToJsonString() : isStreamed ? "" : Shown(start + all));
            return 0;
        });
        return command;
    }

    // A vocabulary from elsewhere may have characters that steer a terminal.
    static string Shown(string text) => string.Concat(text.Select(letter => char.IsControl(letter) && letter is not ('\n' or '\t') ? '\uFFFD' : letter));
}
