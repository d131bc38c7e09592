namespace Lamina;

/// <summary>One key that a generator gave out: what replays a step must draw again.</summary>
/// <param name="Generator">Who gave it.</param>
/// <param name="Key">The int64 tensor [seed, stream, offset] that a random op took.</param>
/// <param name="Blocks">How many blocks of four words the op may use.</param>
internal sealed record KeyDraw(Generator Generator, Tensor Key, long Blocks)
{
    /// <summary>Writes the generator's next numbers into the same key, as if the op were called anew.</summary>
    public void Renew() => Generator.Renew(Key, Blocks);
}
