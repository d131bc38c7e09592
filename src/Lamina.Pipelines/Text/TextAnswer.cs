namespace Lamina.Pipelines;

/// <summary>What a pipeline says of a text.</summary>
/// <param name="Class">The name of the likeliest class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">That of each class, in the order of <see cref="TextClassification.ClassNames"/>.</param>
/// <param name="Known">How many of the text's words the pipeline knows.</param>
/// <param name="Unknown">The words that it does not know, each once, in their order.</param>
public sealed record TextAnswer(string Class, double Probability, IReadOnlyList<float> Probabilities, int Known, IReadOnlyList<string> Unknown);
