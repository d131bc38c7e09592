namespace Lamina.NN.Discovery;

/// <summary>
/// Knows the modules that are alive, weakly, so that an error can name the path of the module in which it arose. A module does not
/// know who holds it; only when something went wrong is it searched for.
/// </summary>
internal static class LivingModules
{
    static readonly Lock Gate = new();
    static readonly List<WeakReference<Module>> All = [];
    static int _sweepAt = 256;

    public static void Add(Module module)
    {
        lock (Gate)
        {
            All.Add(new WeakReference<Module>(module));
            if (All.Count < _sweepAt)
                return;
            All.RemoveAll(reference => !reference.TryGetTarget(out _));
            _sweepAt = Math.Max(256, 2 * All.Count);
        }
    }

    /// <summary>The path from the outermost holder, whose name is that of its class: <c>net.fc1</c>. Empty for a module that nobody holds.</summary>
    public static string PathOf(Module module)
    {
        List<Module> alive = [];
        lock (Gate)
        {
            foreach (WeakReference<Module> reference in All)
            {
                if (reference.TryGetTarget(out Module? target))
                    alive.Add(target);
            }
        }

        string path = "";
        Module at = module;
        HashSet<Module> seen = new(ReferenceEqualityComparer.Instance) { module };
        while (HolderOf(at, alive) is { } holder && seen.Add(holder.Module))
        {
            path = path.Length == 0 ? holder.Key : $"{holder.Key}.{path}";
            at = holder.Module;
        }

        return ReferenceEquals(at, module) ? "" : $"{NameOf(at)}.{path}";
    }

    /// <summary>The class's name as a variable would be called: <c>Net</c> → <c>net</c>.</summary>
    public static string NameOf(Module module)
    {
        string name = module.GetType().Name;
        int generic = name.IndexOf('`', StringComparison.Ordinal);
        return char.ToLowerInvariant(name[0]) + (generic < 0 ? name[1..] : name[1..generic]);
    }

    static (Module Module, string Key)? HolderOf(Module module, List<Module> alive)
    {
        foreach (Module candidate in alive)
        {
            if (KeyIn(candidate, module) is { } key)
                return (candidate, key);
        }

        return null;
    }

    static string? KeyIn(Module candidate, Module module)
    {
        try
        {
            foreach ((string key, object value) in Holdings.Unchecked(candidate))
            {
                if (ReferenceEquals(value, module))
                    return key;
            }
        }
        catch (InvalidOperationException)
        {
            // Another thread is changing a list of that module meanwhile.
        }

        return null;
    }
}
