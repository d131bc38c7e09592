namespace Lamina.TestKit.Goldens;

/// <summary>A result does not agree with its reference.</summary>
public sealed class ComparisonException(string message) : Exception(message);
