using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Data;
using Lamina.Imaging;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Cli;

/// <summary>Prints what a whole model says of files: a line for each row of a table, with the line of the file, or for each picture.</summary>
static class Answers
{
    public static int Print(Model model, IReadOnlyList<string> files, bool asJson)
    {
        JsonArray all = [];
        Func<string, IEnumerable<(string Place, Answer Answer)>> ask = model.Preprocessing.Table is null ? Pictures(new ImageModel(model)) : Rows(new TableModel(model));
        foreach (string file in files)
        {
            if (!File.Exists(file))
                throw new FileNotFoundException($"There is no file '{file}'.");
            foreach ((string place, Answer answer) in ask(file))
            {
                if (asJson)
                    all.Add(Described(place, answer));
                else
                    Console.WriteLine($"{place}  →  {(answer.Class is { } name ? $"{name}  ({100 * answer.Value:0.0} %)" : answer.Value.ToString("G6", CultureInfo.InvariantCulture))}");
            }
        }

        if (asJson)
            Console.WriteLine(all.ToJsonString());
        return 0;
    }

    static Func<string, IEnumerable<(string, Answer)>> Pictures(ImageModel model) => file => [(file, model.Predict(Imaging.Pictures.Read(file)))];

    static Func<string, IEnumerable<(string, Answer)>> Rows(TableModel model) => file =>
    {
        Table table = Table.Detect(file);
        return model.Predict(table).Select((answer, row) => ($"{file}:{table.Line(row)}", answer));
    };

    static JsonObject Described(string place, Answer answer) => answer.Class is { } name
        ? new JsonObject { ["place"] = place, ["class"] = name, ["probability"] = answer.Value }
        : new JsonObject { ["place"] = place, ["value"] = answer.Value };
}
