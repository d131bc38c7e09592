namespace Lamina.NN;

/// <summary>A state dict does not fit the module. Nothing was loaded.</summary>
public sealed class StateDictException : LaminaException
{
    internal StateDictException(string module, IReadOnlyList<string> missing, IReadOnlyList<string> unexpected, IReadOnlyList<string> misshapen, IReadOnlyList<string>? waiting = null)
        : base(Describe(module, missing, unexpected, misshapen, waiting ?? [])) => (Missing, Unexpected, Misshapen) = (missing, unexpected, misshapen);

    /// <summary>Keys of the module that the dict does not have.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Keys of the dict that the module does not have.</summary>
    public IReadOnlyList<string> Unexpected { get; }

    /// <summary>Keys whose tensors have another shape, each with both shapes.</summary>
    public IReadOnlyList<string> Misshapen { get; }

    static string Describe(string module, IReadOnlyList<string> missing, IReadOnlyList<string> unexpected, IReadOnlyList<string> misshapen, IReadOnlyList<string> waiting)
    {
        List<string> lines = [$"LoadStateDict: the state dict does not fit {module}; nothing was loaded."];
        Add(lines, "missing", missing);
        Add(lines, "unexpected", unexpected);
        Add(lines, "wrong shape", misshapen);
        lines.Add(waiting.Count > 0
            ? $"  The layers {string.Join(", ", waiting.Take(5))}{(waiting.Count > 5 ? ", …" : "")} have no weights before they know the shape of their input: call `Build(example)` first, or tell it to the first layer."
            : misshapen.Count > 0
            ? "  Build the module with the sizes of the file, or leave the misshapen keys out and load with strict: false."
            : "  Rename the keys, or load what fits with strict: false.");
        return string.Join('\n', lines);
    }

    static void Add(List<string> lines, string what, IReadOnlyList<string> keys)
    {
        if (keys.Count > 0)
            lines.Add($"  {what} ({keys.Count}): {string.Join(", ", keys)}");
    }
}
