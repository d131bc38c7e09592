namespace Lamina.Dashboard.Runs;

/// <summary>In which order runs are listed.</summary>
/// <param name="Column">The column by which.</param>
/// <param name="IsBackward">True for the largest first.</param>
sealed record RunOrder(string Column, bool IsBackward)
{
    static readonly Dictionary<string, Comparison<RunView>> Comparisons = new()
    {
        ["Run"] = (a, b) => string.CompareOrdinal(a.Name, b.Name),
        ["Recipe"] = (a, b) => string.CompareOrdinal(a.Recipe?.Name, b.Recipe?.Name),
        ["State"] = (a, b) => string.CompareOrdinal(a.State.ToString(), b.State.ToString()),
        ["Epochs"] = (a, b) => a.Metrics.Count.CompareTo(b.Metrics.Count),
        ["Value"] = (a, b) => Value(a).CompareTo(Value(b)),
    };

    /// <summary>The order of an address: a column, and a minus before it for the largest first.</summary>
    public static RunOrder Of(string? text) =>
        text?.TrimStart('-') is { } column && Comparisons.ContainsKey(column) ? new RunOrder(column, text[0] == '-') : new RunOrder("Run", false);

    public static bool Knows(string column) => Comparisons.ContainsKey(column);

    /// <summary>What choosing a column leads to: the other way round where it is chosen already; of numbers, the largest first.</summary>
    public string Next(string column) => (column == Column ? !IsBackward : column is "Epochs" or "Value") ? "-" + column : column;

    /// <summary>As a table says it to readers of screens.</summary>
    public string? Direction(string column) => column != Column ? null : IsBackward ? "descending" : "ascending";

    public IEnumerable<RunView> Sort(IEnumerable<RunView> runs)
    {
        IEnumerable<RunView> sorted = runs.Order(Comparer<RunView>.Create(Comparisons[Column]));
        return IsBackward ? sorted.Reverse() : sorted;
    }

    static double Value(RunView run) => run.Result?.Value ?? run.Last?.Value ?? double.NaN;
}
