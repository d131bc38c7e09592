using System.Text.Json.Nodes;

namespace Lamina.Training;

/// <summary>The losses and metrics of a model of several outputs, in files.</summary>
internal static class OutputForms
{
    const string Kind = "outputs";

    /// <summary>The description; null if a loss is not Lamina's own.</summary>
    public static JsonObject? Write(OutputLosses losses)
    {
        JsonArray outputs = [];
        foreach (OutputLoss output in losses.Outputs)
        {
            if (LossForms.Write(output.Loss) is not { } loss)
                return null;
            outputs.Add((JsonNode)new JsonObject
            {
                ["name"] = output.Name,
                ["weight"] = Numbers.Json(output.Weight),
                ["loss"] = loss,
                ["metrics"] = new JsonArray([.. output.Metrics.Select(MetricForms.Write).Where(metric => metric is not null)]),
            });
        }

        return new JsonObject { ["kind"] = Kind, [Kind] = outputs };
    }

    /// <summary>Whether a description is that of several.</summary>
    public static bool AreIn(Described loss) => loss.Text("kind") == Kind;

    public static OutputLosses Make(Described losses)
    {
        try
        {
            return new OutputLosses([.. losses.Objects(Kind).Select(output => new OutputLoss(
                output.Text("name"), LossForms.Make(output.Object("loss")), output.Double("weight"), [.. output.Objects("metrics").Select(MetricForms.Make)]))]);
        }
        catch (ArgumentException error)
        {
            throw losses.Fault(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
        }
    }
}
