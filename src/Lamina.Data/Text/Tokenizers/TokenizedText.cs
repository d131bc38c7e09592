namespace Lamina.Data.Text;

/// <summary>A text with its tokens.</summary>
/// <param name="Text">The text, as it came.</param>
/// <param name="Ids">The number of each token.</param>
/// <param name="Offsets">Where each token stands in the text: as many, rising, none over another.</param>
public sealed record TokenizedText(string Text, IReadOnlyList<int> Ids, IReadOnlyList<TokenOffset> Offsets)
{
    /// <summary>How many tokens there are.</summary>
    public int Count => Ids.Count;

    /// <summary>What stands in the text at a token, with its own capitals.</summary>
    /// <param name="token">The place of the token, from 0.</param>
    public ReadOnlySpan<char> this[int token] => Text.AsSpan(Offsets[token].Start, Offsets[token].Length);
}
