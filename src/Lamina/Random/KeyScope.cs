namespace Lamina;

/// <summary>
/// A stretch of a thread's work in which random keys are noted, or given out again. Scopes lie in one another: a draw is
/// noted in every scope up to the innermost that repeats, which is where its key comes from.
/// </summary>
internal sealed class KeyScope : IDisposable
{
    [ThreadStatic]
    static KeyScope? _current;

    readonly KeyScope? _outer = _current;
    readonly List<KeyDraw> _draws;
    readonly bool _repeats;
    int _repeated;

    KeyScope(List<KeyDraw> draws, bool repeats) => (_draws, _repeats) = (draws, repeats);

    /// <summary>Notes all draws in a list, until disposed.</summary>
    public static KeyScope Note(List<KeyDraw> draws) => _current = new(draws, repeats: false);

    /// <summary>Gives out the noted keys again, in their order, and leaves the generators alone, until disposed.</summary>
    public static KeyScope Repeat(List<KeyDraw> draws) => _current = new(draws, repeats: true);

    /// <summary>The key of a random op: a new one, or the one that it had the first time.</summary>
    public static Tensor Draw(Generator generator, long blocks)
    {
        KeyScope? source = _current;
        while (source is { _repeats: false })
            source = source._outer;
        KeyDraw draw = source is null ? generator.DrawKey(blocks) : source.Again(generator, blocks);
        for (KeyScope? scope = _current; scope != source; scope = scope!._outer)
            scope!._draws.Add(draw);
        return draw.Key;
    }

    /// <summary>Makes sure that all keys were asked for again.</summary>
    /// <exception cref="GradientException">One was not.</exception>
    public void CheckSpent()
    {
        if (_repeated < _draws.Count)
            throw Differs($"only {_repeated}");
    }

    public void Dispose() => _current = _outer;

    KeyDraw Again(Generator generator, long blocks)
    {
        if (_repeated == _draws.Count)
            throw Differs("more");
        KeyDraw draw = _draws[_repeated++];
        return ReferenceEquals(draw.Generator, generator) && draw.Blocks == blocks ? draw : throw Differs($"from another generator, or for another size, at draw {_repeated - 1}");
    }

    GradientException Differs(string how) =>
        new($"The part of a checkpoint drew {_draws.Count} times from random generators the first time, and {how} the second. It must be a pure function: the same draws in the same order, from generators that are made outside.");
}
