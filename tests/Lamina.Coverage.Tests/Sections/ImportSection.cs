using Lamina.Onnx.Operators;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>The operators of ONNX that are imported.</summary>
static class ImportSection
{
    public static IEnumerable<string> Lines
    {
        get
        {
            Table table = new("operator", "domain");
            foreach (string[] parts in OperatorTable.Names.Select(name => name.Split(':')))
                table.Add(parts[^1], parts.Length > 1 ? parts[0] : "ai.onnx");
            return ["## Operators of ONNX that are imported", "", $"{table.Count} operators, in all versions of the standard's operator sets that they have.", "", .. table.Lines];
        }
    }
}
