using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Onnx;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina onnx info FILE</c>: what a model takes, gives and is made of.</summary>
static class OnnxInfoCommand
{
    public static Command Make()
    {
        Argument<string> file = new("file") { Description = "The model." };
        Option<bool> json = Shared.Json();
        Command command = new("info", "Show what an ONNX model takes, gives and is made of.") { file, json };
        Guarded.Do(command, (parsed, _) =>
        {
            OnnxSummary summary = OnnxSummary.Of(Onnx.Onnx.Load(parsed.GetValue(file)!));
            if (parsed.GetValue(json))
                Console.WriteLine(Json(summary).ToJsonString());
            else
                Print(summary);
            return 0;
        });
        return command;
    }

    static void Print(OnnxSummary summary)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        foreach (OnnxValueInfo input in summary.Inputs)
            Console.WriteLine($"input       {input}");
        foreach (OnnxValueInfo output in summary.Outputs)
            Console.WriteLine($"output      {output}");
        Console.WriteLine($"opset       {string.Join(", ", summary.Opsets.Select(entry => $"{entry.Key} {entry.Value}"))}");
        Console.WriteLine($"operators   {string.Join(", ", summary.Operators.Select(entry => $"{entry.Key} {entry.Value}"))}");
        Console.WriteLine(string.Create(culture, $"parameters  {summary.Parameters:N0}"));
        Console.WriteLine(summary.Flops is { } flops ? string.Create(culture, $"FLOPs       {flops:N0} a pass, dynamic sizes taken as 1") : "FLOPs       unknown: no pass runs with dynamic sizes of 1");
    }

    static JsonObject Json(OnnxSummary summary) => new()
    {
        ["inputs"] = Values(summary.Inputs),
        ["outputs"] = Values(summary.Outputs),
        ["opsets"] = new JsonObject(summary.Opsets.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
        ["operators"] = new JsonObject(summary.Operators.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
        ["parameters"] = summary.Parameters,
        ["flops"] = summary.Flops,
    };

    static JsonArray Values(IEnumerable<OnnxValueInfo> values) => new([.. values.Select(value => (JsonNode)new JsonObject { ["name"] = value.Name, ["type"] = value.Type })]);
}
