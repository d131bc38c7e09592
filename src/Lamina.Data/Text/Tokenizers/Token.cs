namespace Lamina.Data.Text;

/// <summary>One piece of a text.</summary>
/// <param name="Id">Its number in the tokenizer's vocabulary.</param>
/// <param name="Start">Where it begins in the text, counted in <see cref="char"/>.</param>
/// <param name="Length">How many <see cref="char"/> it takes of the text.</param>
public readonly record struct Token(int Id, int Start, int Length);
