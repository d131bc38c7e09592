namespace Lamina.Pipelines;

/// <summary>What was heard in a recording.</summary>
/// <param name="Text">The words with a space between; empty where nothing was heard.</param>
/// <param name="Words">The words.</param>
/// <param name="Probability">How sure the recognizer is of all of them together, from 0 to 1.</param>
public sealed record Transcript(string Text, IReadOnlyList<string> Words, double Probability);
