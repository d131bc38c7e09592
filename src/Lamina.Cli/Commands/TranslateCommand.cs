using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.Pipelines;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina translate RUN TEXT…</c>: a trained translator.</summary>
static class TranslateCommand
{
    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Argument<string[]> texts = new("text") { Description = "Sentences, each in quotation marks.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = Shared.Json();
        Command command = new("translate", "Translate sentences with a trained translator.") { run, texts, json };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            Translation translator = Pipeline.Load<Translation>(parsed.GetValue(run)!);
            List<(string Text, string Translation)> answers = [];
            foreach (string text in parsed.GetValue(texts)!)
            {
                cancellation.ThrowIfCancellationRequested();
                answers.Add((text, translator.Translate(text)));
            }

            Console.WriteLine(parsed.GetValue(json)
                ? new JsonArray([.. answers.Select(answer => new JsonObject { ["text"] = answer.Text, ["translation"] = answer.Translation })]).ToJsonString()
                : string.Join(Environment.NewLine, answers.Select(answer => answer.Translation)));
            return 0;
        });
        return command;
    }
}
