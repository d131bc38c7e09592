namespace Lamina.Data.Text;

/// <summary>Where a token stands in its text.</summary>
/// <param name="Start">Its first <see cref="char"/>, from 0.</param>
/// <param name="Length">How many it takes.</param>
public readonly record struct TokenOffset(int Start, int Length);
