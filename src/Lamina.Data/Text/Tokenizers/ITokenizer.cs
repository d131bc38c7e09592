namespace Lamina.Data.Text;

/// <summary>Cuts texts into pieces that have numbers, and puts them together again.</summary>
public interface ITokenizer
{
    /// <summary>How many numbers there are, from 0 on: the rows of an embedding.</summary>
    int Count { get; }

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The pieces, in the order of the text.</returns>
    /// <exception cref="DataFormatException">The text has what the vocabulary lacks.</exception>
    IReadOnlyList<Token> Encode(string text);

    /// <summary>Puts a text together.</summary>
    /// <param name="ids">Numbers of pieces.</param>
    /// <exception cref="DataFormatException">There is no piece of a number.</exception>
    string Decode(ReadOnlySpan<int> ids);
}
