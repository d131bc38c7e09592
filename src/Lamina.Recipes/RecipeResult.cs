using System.Text.Json.Serialization;

namespace Lamina.Recipes;

/// <summary>What a run reached. Written as <c>result.json</c> and printed by <c>--json</c>; values are fractions, not percent.</summary>
public sealed record RecipeResult
{
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>What was measured.</summary>
    public required string Metric { get; init; }

    /// <summary><c>higher</c> or <c>lower</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The metric on the test part.</summary>
    public required double Value { get; init; }

    /// <summary>The metric of who does the least that makes sense, such as to answer the most frequent class always; null in results of before it was measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Baseline { get; init; }

    /// <summary>What must be reached.</summary>
    public required double Target { get; init; }

    /// <summary>True if it was.</summary>
    public required bool Passed { get; init; }

    /// <summary>Seconds of training alone.</summary>
    public required double Seconds { get; init; }

    /// <summary>Epochs trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>Numbers that training changes.</summary>
    public required long Parameters { get; init; }

    /// <summary>Training examples a second.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>The largest working set of the process.</summary>
    public required double PeakMemoryMiB { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>What else was measured, by name; null where the metric says it all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Details { get; init; }
}
