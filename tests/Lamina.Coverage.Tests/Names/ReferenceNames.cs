using System.Collections.Concurrent;

namespace Lamina.Coverage.Tests.Names;

/// <summary>The public classes and functions of PyTorch and Keras, by module: one text file each.</summary>
static class ReferenceNames
{
    static readonly ConcurrentDictionary<string, string[]> Lists = new();

    public static IReadOnlyList<string> Of(string list) =>
        Lists.GetOrAdd(list, static name => [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Names", name + ".txt")).Where(line => line.Length > 0)]);

    /// <summary>The name in the first of the lists that has it: from <see cref="Counterparts"/>, else the one that differs by case and underscores alone, with or without a suffix.</summary>
    public static string? Find(string ours, string suffix, params ReadOnlySpan<string> lists)
    {
        foreach (string list in lists)
        {
            if (Counterparts.ByList.TryGetValue(list, out IReadOnlyDictionary<string, string>? pairs) && pairs.TryGetValue(ours, out string? named))
                return named;
            string? found = Of(list).FirstOrDefault(theirs => Same(theirs, ours)) ?? Of(list).FirstOrDefault(theirs => Same(theirs, ours + suffix));
            if (found is not null)
                return found;
        }

        return null;
    }

    /// <summary>What says which names of a list have nothing beside them, and how else the same is done.</summary>
    public static IEnumerable<string> Rest(string list, IEnumerable<string> found)
    {
        IReadOnlyDictionary<string, string> otherwise = Counterparts.OtherwiseByList.GetValueOrDefault(list) ?? new Dictionary<string, string>();
        string[] rest = [.. Of(list).Except(found)], missing = [.. rest.Where(name => !otherwise.ContainsKey(name)).Order(StringComparer.OrdinalIgnoreCase)];
        yield return missing.Length == 0 ? $"Every name of `{list}` has its counterpart." : $"Of `{list}` there is not: {string.Join(", ", missing)}.";
        yield return "";
        foreach (string name in rest.Where(otherwise.ContainsKey).Order(StringComparer.OrdinalIgnoreCase))
            yield return $"- `{list}.{name}`: {otherwise[name]}.";
        if (rest.Any(otherwise.ContainsKey))
            yield return "";
    }

    static bool Same(string theirs, string ours) => theirs.Replace("_", "", StringComparison.Ordinal).Equals(ours, StringComparison.OrdinalIgnoreCase);
}
