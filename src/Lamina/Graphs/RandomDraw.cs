namespace Lamina.Graphs;

/// <summary>A draw from a generator that a recorded step made: repeated before each replay, so that captured and eager steps use the same numbers.</summary>
/// <param name="Key">The key tensor that the random op reads: int64 [seed, stream, offset].</param>
/// <param name="Redraw">Draws anew and writes the key's values.</param>
internal sealed record RandomDraw(Tensor Key, Action<Tensor> Redraw)
{
    public void Repeat() => Redraw(Key);
}
