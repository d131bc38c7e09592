using System.Text;
using System.Text.Json;
using Lamina.Data;
using Lamina.Pipelines;

namespace Lamina.Dashboard.Trying;

/// <summary>What one enters for a model of texts or of a table: a field for each column that it reads.</summary>
static class EnteredRow
{
    const string Name = "what was entered";

    /// <summary>The columns that a model reads.</summary>
    public static IReadOnlyList<ColumnEncoder> Fields(TableModel model) => model.Model.Preprocessing.Table!.Columns;

    /// <summary>The fields as a browser sends them, an object of strings; null where nothing was entered.</summary>
    /// <exception cref="DataFormatException">It is no such object.</exception>
    public static Table? Read(TableModel model, byte[] json)
    {
        Dictionary<string, string> entered = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty field in document.RootElement.EnumerateObject())
                entered[field.Name] = Plain(field.Value.GetString() ?? "");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new DataFormatException("What was sent is no list of fields with texts. Load the page again.", error);
        }

        string[] columns = [.. Fields(model).Select(field => field.Column).Distinct()], cells = [.. columns.Select(column => entered.GetValueOrDefault(column, ""))];
        return cells.All(string.IsNullOrWhiteSpace) ? null : Table.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes($"{Line(columns)}\n{Line(cells)}\n")), Name);
    }

    // Control characters are no part of any word; they part words as spaces do.
    static string Plain(string text) => string.Create(text.Length, text, (plain, from) =>
    {
        for (int i = 0; i < from.Length; i++)
            plain[i] = char.IsControl(from[i]) ? ' ' : from[i];
    });

    static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
