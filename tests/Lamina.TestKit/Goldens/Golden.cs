using Lamina.Formats;

namespace Lamina.TestKit.Goldens;

/// <summary>One case of reference values from PyTorch: a file under <c>tests/goldens</c>, whose README names the keys.</summary>
public sealed class Golden
{
    static readonly Lazy<string> Root = new(FindRoot);

    readonly OrderedDictionary<string, Tensor> _tensors;

    Golden(string group, string name, SafetensorsFile file)
    {
        (Group, Name, _tensors) = (group, name, file.Tensors);
        Kind = file.Metadata["kind"];
        Mode = file.Metadata.GetValueOrDefault("mode", "train");
        Args = new GoldenArgs(file.Metadata["args"]);
    }

    public string Group { get; }

    public string Name { get; }

    /// <summary>PyTorch's class or function.</summary>
    public string Kind { get; }

    /// <summary>"train" or "eval".</summary>
    public string Mode { get; }

    public GoldenArgs Args { get; }

    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>A copy of a tensor: float64 as the file has it, or in another floating type; integers and bools stay what they are.</summary>
    public Tensor this[string key, DType floating = DType.Float64] =>
        _tensors.TryGetValue(key, out Tensor? tensor)
            ? (tensor.DType == DType.Float64 ? tensor.To(floating) : tensor).Clone()
            : throw new KeyNotFoundException($"{Group}/{Name} has no '{key}'. It has: {string.Join(", ", _tensors.Keys)}.");

    public bool Has(string key) => _tensors.ContainsKey(key);

    /// <summary>All tensors whose key starts with the prefix, by the rest of their key.</summary>
    public IEnumerable<(string Key, Tensor Tensor)> Under(string prefix) =>
        from pair in _tensors where pair.Key.StartsWith(prefix, StringComparison.Ordinal) select (pair.Key[prefix.Length..], pair.Value);

    /// <summary>The tensors <c>prefix.0</c>, <c>prefix.1</c> … .</summary>
    public IReadOnlyList<Tensor> Numbered(string prefix, DType floating = DType.Float64)
    {
        List<Tensor> tensors = [];
        while (Has($"{prefix}.{tensors.Count}"))
            tensors.Add(this[$"{prefix}.{tensors.Count}", floating]);
        return tensors;
    }

    /// <summary>Throws unless a result agrees: 1e-9 of the largest expected magnitude in float64, 1e-5 in float32.</summary>
    public void Check(string key, Tensor actual) => Comparison.Check($"{Group}/{Name} {key}", this[key], actual);

    public static Golden Load(string group, string name) =>
        new(group, name, Safetensors.Load(Path.Combine(Root.Value, group, name + ".safetensors")));

    /// <summary>The names of all cases of a group, in order.</summary>
    public static IReadOnlyList<string> Names(string group) =>
        [.. Directory.GetFiles(Path.Combine(Root.Value, group), "*.safetensors").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>All cases of a group.</summary>
    public static IEnumerable<Golden> All(string group) => Names(group).Select(name => Load(group, name));

    static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "goldens");
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has tests/goldens. Run the tests from a checkout of the repository.");
    }
}
