namespace Lamina;

/// <summary>One key that a generator gave out: what replays a step must draw again.</summary>
/// <param name="Generator">Who gave it.</param>
/// <param name="Key">The int64 tensor [seed, stream, offset] that a random op took.</param>
/// <param name="Blocks">How many blocks of four words the op may use.</param>
internal sealed record KeyDraw(Generator Generator, Tensor Key, long Blocks)
{
    [ThreadStatic]
    static List<KeyDraw>? _recorded;

    /// <summary>Where draws of this thread are noted, or null.</summary>
    public static List<KeyDraw>? Recorded
    {
        get => _recorded;
        set => _recorded = value;
    }

    /// <summary>Writes the generator's next numbers into the same key, as if the op were called anew.</summary>
    public void Renew() => Generator.Renew(Key, Blocks);
}
