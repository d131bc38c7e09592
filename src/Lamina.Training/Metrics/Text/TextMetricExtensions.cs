namespace Lamina.Training;

/// <summary>Short forms for texts with one reference each.</summary>
public static class TextMetricExtensions
{
    /// <summary>Adds texts, each with one reference.</summary>
    /// <param name="state">The state that grows.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="references">Their references, in the same order.</param>
    public static void Update(this MetricState<IReadOnlyList<string>, IReadOnlyList<IReadOnlyList<string>>> state, IReadOnlyList<string> texts, IReadOnlyList<string> references)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(references);
        state.Update(texts, [.. references.Select(reference => (IReadOnlyList<string>)[reference])]);
    }
}
