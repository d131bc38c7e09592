using Lamina.Recipes;

namespace Lamina.Dashboard.Runs;

/// <summary>A run as the pages show it.</summary>
/// <param name="Name">The name of its folder, by which pages call it.</param>
/// <param name="Folder">The folder.</param>
sealed record RunView(string Name, RunFolder Folder)
{
    public RunState State { get; init; } = RunState.Unbegun;

    /// <summary>Null where the settings cannot be read.</summary>
    public Recipe? Recipe { get; init; }

    /// <summary>All settings as <c>settings.json</c> has them.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>Epochs that are to be trained.</summary>
    public int Epochs { get; init; }

    /// <summary>The values of each finished epoch by name.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> Metrics { get; init; } = [];

    public RecipeResult? Result { get; init; }

    /// <summary>What the guard of training noticed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is wrong with the files; null if nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>True if there are weights to ask.</summary>
    public bool HasWeights { get; init; }

    /// <summary>The names of losses and metrics, without those of the validation part, which are called the same with <c>val_</c> before.</summary>
    public IEnumerable<string> MetricNames => Metrics.Count == 0
        ? []
        : Metrics[^1].Keys.Where(name => name is not ("epoch" or "learning_rate" or "seconds" or "step" or "samples") && !name.StartsWith(Validation, StringComparison.Ordinal));

    /// <summary>Whether the recipe is one of the list. One on data of one's own would read that data to say more of itself, and the data may be gone.</summary>
    public bool IsListed => Recipe is { OwnData: null };

    /// <summary>The number to reach; null where it is not known yet.</summary>
    public double? Target => IsListed ? Recipe!.Target : Result?.Target;

    /// <summary>What is measured in the end, by the validation part until then: its name and value in the last epoch.</summary>
    public (string Name, double Value)? Last
    {
        get
        {
            if (Metrics.Count == 0)
                return null;
            string metric = IsListed ? Recipe!.Metric : Result?.Metric ?? "accuracy";
            foreach (string name in (string[])[Validation + metric, metric, Validation + "loss", "loss"])
            {
                if (Metrics[^1].TryGetValue(name, out double value))
                    return (name, value);
            }

            return null;
        }
    }

    /// <summary>The time that is left, by the mean epoch until now; null where nothing is known.</summary>
    public TimeSpan? Left => State == RunState.Running && Metrics.Count > 0 && Metrics.Count < Epochs && Column("seconds") is { Length: > 0 } seconds
        ? TimeSpan.FromSeconds(seconds.Average() * (Epochs - Metrics.Count))
        : null;

    /// <summary>The values of one name, for the epochs that have it.</summary>
    public double[] Column(string name) => [.. Metrics.Where(epoch => epoch.ContainsKey(name)).Select(epoch => epoch[name])];

    internal const string Validation = "val_";
}
