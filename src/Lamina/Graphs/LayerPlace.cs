namespace Lamina.Graphs;

/// <summary>
/// The module in whose forward, or in the gradient of whose forward, the ops of this thread run. Kept only while a trace or a
/// profiler is open on the thread: nobody else asks.
/// </summary>
/// <param name="Path">The path, such as <c>net.conv1</c>; empty outside of any module.</param>
/// <param name="IsBackward">Whether a gradient is computed.</param>
internal readonly record struct LayerPlace(string Path, bool IsBackward)
{
    [ThreadStatic]
    static LayerPlace _current;

    [ThreadStatic]
    static int _keepers;

    [ThreadStatic]
    static Dictionary<object, string>? _paths;

    /// <summary>Outside of any module.</summary>
    public static LayerPlace None { get; } = new("", false);

    /// <summary>Whether somebody asks.</summary>
    public static bool IsKept => _keepers > 0;

    public static LayerPlace Current
    {
        get => _current.Path is null ? None : _current;
        set => _current = value;
    }

    /// <summary>Begins keeping places on this thread.</summary>
    public static void Keep() => _keepers++;

    /// <summary>Ends what <see cref="Keep"/> began.</summary>
    public static void LetGo()
    {
        if (--_keepers == 0)
            (_paths, _current) = (null, None);
    }

    /// <summary>Enters a module; dispose the result to leave it. Its path is asked for once.</summary>
    public static Visit Enter<T>(T module, Func<T, string> pathOf)
        where T : class
    {
        if (!IsKept)
            return default;
        _paths ??= new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        if (!_paths.TryGetValue(module, out string? path))
            _paths[module] = path = pathOf(module);
        return Enter(new LayerPlace(path, Current.IsBackward));
    }

    /// <summary>Enters a place; dispose the result to leave it.</summary>
    public static Visit Enter(LayerPlace place)
    {
        if (!IsKept)
            return default;
        Visit visit = new(Current);
        Current = place;
        return visit;
    }

    /// <summary>A stay in a place.</summary>
    /// <param name="Before">Where the thread was before; not set if places are not kept.</param>
    public readonly record struct Visit(LayerPlace? Before) : IDisposable
    {
        public void Dispose()
        {
            if (Before is { } before && IsKept)
                Current = before;
        }
    }
}
