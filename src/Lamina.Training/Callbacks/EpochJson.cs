using System.Text;
using System.Text.Json;

namespace Lamina.Training;

/// <summary>An epoch as one line of JSON: epoch, step, learning_rate, seconds, samples, then loss and metrics. JSON has no NaN: such a value is null.</summary>
internal static class EpochJson
{
    public static string Of(EpochRecord epoch, long step)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("epoch", epoch.Epoch);
            writer.WriteNumber("step", step);
            Write(writer, "learning_rate", epoch.LearningRate);
            Write(writer, "seconds", Math.Round(epoch.Duration.TotalSeconds, 3));
            writer.WriteNumber("samples", epoch.Samples);
            foreach ((string name, double value) in epoch.Metrics)
                Write(writer, name, value);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static void Write(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }
}
