using System.Text.Json.Nodes;
using Xunit;

namespace Lamina.Pipelines.Tests;

/// <summary>Saves a pipeline, changes its description, and gives what loading it says.</summary>
static class Damaged
{
    /// <summary>Other texts in the place of some that stand there.</summary>
    public static string ByText(Pipeline saved, params (string Truth, string Lie)[] lies) => Refused(saved, json =>
    {
        foreach ((string truth, string lie) in lies)
        {
            Assert.Contains(truth, json, StringComparison.Ordinal);
            json = json.Replace(truth, lie, StringComparison.Ordinal);
        }

        return json;
    });

    /// <summary>Other values, as JSON, of some names.</summary>
    public static string ByValue(Pipeline saved, params (string Name, string Json)[] values) => Refused(saved, json =>
    {
        JsonObject description = JsonNode.Parse(json)!.AsObject();
        foreach ((string name, string value) in values)
            description[name] = JsonNode.Parse(value);
        return description.ToJsonString();
    });

    static string Refused(Pipeline saved, Func<string, string> damage)
    {
        using TemporaryFolder place = new();
        saved.Save(place.FullName);
        string path = place.At("pipeline.json");
        File.WriteAllText(path, damage(File.ReadAllText(path)));
        return Assert.Throws<PipelineException>(() => Pipeline.Load(place.FullName)).Message;
    }
}
