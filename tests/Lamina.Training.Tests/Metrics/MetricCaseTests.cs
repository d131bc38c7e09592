using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Every metric: its value, at once = batch by batch = merged in any grouping, empty, reset, its state sent, captured, saved.</summary>
public class MetricCaseTests
{
    [Fact]
    public void Metrics_of_tensors_keep_the_contract() => Check(MetricCatalogue.All);

    [Fact]
    public void Metrics_of_texts_keep_the_contract() => Check(TextCases.All);

    [Fact]
    public void Detections_keep_the_contract() => Check(DetectionCases.All);

    [Fact]
    public void Every_golden_value_is_compared()
    {
        string[] cases = [.. MetricCatalogue.All.Select(each => string.Join(' ', each.Name.Split(' ').Take(2)))];
        foreach (Golden golden in Golden.All("metrics"))
            Assert.All(golden.Under("output."), output => Assert.Contains($"{golden.Name} {output.Key}", cases));
    }

    static void Check(IEnumerable<MetricCase> cases)
    {
        List<string> failures = [];
        foreach (MetricCase each in cases)
        {
            Exception? error = Record.Exception(each.Check);
            if (error is not null)
                failures.Add($"{each.Name}: {error.Message}");
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }
}
