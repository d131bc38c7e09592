using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Pipelines;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina classify RUN TEXT…</c>: asks a trained network to which class texts belong.</summary>
static class ClassifyCommand
{
    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Argument<string[]> texts = new("text") { Description = "Texts, each in quotation marks.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = Shared.Json();
        Command command = new("classify", "Ask a trained network to which class texts belong.") { run, texts, json };
        Guarded.Do(command, (parsed, _) =>
        {
            TextClassification pipeline = Pipeline.Load<TextClassification>(parsed.GetValue(run)!);
            string[] asked = parsed.GetValue(texts)!;
            IReadOnlyList<TextAnswer> answers = pipeline.Classify(asked);
            if (parsed.GetValue(json))
                Console.WriteLine(new JsonArray([.. asked.Zip(answers, (text, answer) => Described(pipeline, text, answer))]).ToJsonString());
            else
                foreach ((string text, TextAnswer answer) in asked.Zip(answers))
                    Print(pipeline, text, answer);
            return 0;
        });
        return command;
    }

    static void Print(TextClassification pipeline, string text, TextAnswer answer)
    {
        IEnumerable<string> classes = pipeline.ClassNames.Zip(answer.Probabilities)
            .OrderByDescending(pair => pair.Second)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.First} {100 * pair.Second:0.0} %"));
        Console.WriteLine($"{text}  →  {string.Join("  ", classes)}");
        if (answer.Unknown.Count > 0)
            Console.WriteLine($"  not known: {string.Join(' ', answer.Unknown)}");
    }

    static JsonNode Described(TextClassification pipeline, string text, TextAnswer answer) => new JsonObject
    {
        ["text"] = text,
        ["class"] = answer.Class,
        ["probability"] = answer.Probability,
        ["probabilities"] = new JsonObject(pipeline.ClassNames.Zip(answer.Probabilities, (name, probability) => KeyValuePair.Create(name, (JsonNode?)probability))),
        ["unknown"] = new JsonArray([.. answer.Unknown.Select(word => (JsonNode?)word)]),
    };
}
