using System.Text.Json;

namespace Lamina.Graphs;

/// <summary>
/// The trace event format of Chrome's viewer: a JSON object with complete events (<c>"ph": "X"</c>), times in microseconds.
/// Forward and gradients stand in two rows.
/// </summary>
internal static class ChromeTrace
{
    public static void Write(IReadOnlyList<OpTime> ops, string path)
    {
        string temporary = path + ".part";
        using (FileStream file = File.Create(temporary))
        using (Utf8JsonWriter json = new(file))
        {
            json.WriteStartObject();
            json.WriteStartArray("traceEvents");
            foreach (OpTime op in ops)
            {
                json.WriteStartObject();
                json.WriteString("ph", "X");
                json.WriteString("name", op.Name);
                json.WriteString("cat", op.IsBackward ? "gradient" : "forward");
                json.WriteNumber("pid", 1);
                json.WriteNumber("tid", op.IsBackward ? 2 : 1);
                json.WriteNumber("ts", op.Start.TotalMicroseconds);
                json.WriteNumber("dur", op.Duration.TotalMicroseconds);
                json.WriteStartObject("args");
                json.WriteString("layer", op.Layer);
                json.WriteNumber("flops", op.Flops);
                json.WriteNumber("bytes", op.Bytes);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        File.Move(temporary, path, overwrite: true);
    }
}
