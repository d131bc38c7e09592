namespace Lamina.NN.Discovery;

/// <summary>
/// All modules and tensors under a module, each once under the first path that leads to it: a module's own parameters first, then
/// its buffers, then its children, as in PyTorch.
/// </summary>
internal sealed class ModuleTree
{
    readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    ModuleTree()
    {
    }

    public List<(string Path, Module Module)> Modules { get; } = [];

    public List<(string Path, StateTensor Tensor)> Tensors { get; } = [];

    public static ModuleTree Of(Module root)
    {
        ModuleTree tree = new();
        tree.Visit("", root);
        return tree;
    }

    /// <summary>Follows a path, also one that is not the first to what it leads to; null where it leads nowhere.</summary>
    public static object? Follow(Module root, string path)
    {
        if (path.Length == 0)
            return root;
        foreach ((string key, object value) in Holdings.Of(root))
        {
            if (key == path)
                return value;
            if (key.Length == 0 && value is Module front && Follow(front, path) is { } behind)
                return behind;
            if (value is Module child && path.Length > key.Length && path[key.Length] == '.' && path.StartsWith(key, StringComparison.Ordinal)
                && Follow(child, path[(key.Length + 1)..]) is { } found)
                return found;
        }

        return null;
    }

    void Visit(string path, Module module)
    {
        if (!_seen.Add(module))
            return;
        Modules.Add((path, module));
        List<(string Key, object Value)> holdings = Holdings.Of(module);
        AddTensors<Parameter>(path, holdings);
        AddTensors<Buffer>(path, holdings);
        foreach ((string key, object value) in holdings)
        {
            if (value is Module child)
                Visit(Holdings.Join(path, key), child);
        }
    }

    void AddTensors<T>(string path, List<(string Key, object Value)> holdings)
        where T : StateTensor
    {
        foreach ((string key, object value) in holdings)
        {
            if (value is T tensor && _seen.Add(tensor))
                Tensors.Add((Holdings.Join(path, key), tensor));
        }
    }
}
