using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Lamina.Recipes;

/// <summary>The values of one epoch by the names that all epochs of its run share: a long run is kept in memory while a page shows it.</summary>
/// <param name="names">The names.</param>
/// <param name="values">A value for each.</param>
internal sealed class EpochValues(string[] names, double[] values) : IReadOnlyDictionary<string, double>
{
    public IEnumerable<string> Keys => names;

    public IEnumerable<double> Values => values;

    public int Count => names.Length;

    public double this[string key] => TryGetValue(key, out double value) ? value : throw new KeyNotFoundException($"An epoch has no '{key}'; it has {string.Join(", ", names)}.");

    public bool ContainsKey(string key) => Array.IndexOf(names, key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        int index = Array.IndexOf(names, key);
        value = index < 0 ? default : values[index];
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => names.Zip(values, KeyValuePair.Create).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
