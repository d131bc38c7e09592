namespace Lamina.Data.Text;

/// <summary>Turns a text into numbers, one a token, and numbers into a text.</summary>
public interface ITokenizer
{
    /// <summary>How many numbers there are: every token's is 0 … Count − 1. The rows of an embedding.</summary>
    int Count { get; }

    /// <summary>The tokens of a text, with their places in it.</summary>
    /// <param name="text">Any text; an empty one has no tokens.</param>
    TokenizedText Encode(string text);

    /// <summary>The text that numbers stand for. What <see cref="Encode"/> makes of it are the same numbers, but for those that stand for no text, such as padding.</summary>
    /// <param name="ids">The numbers.</param>
    /// <exception cref="IndexException">A number is below 0, or not below <see cref="Count"/>.</exception>
    string Decode(IReadOnlyList<int> ids);
}
