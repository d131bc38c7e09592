namespace Lamina.Coverage.Tests.Sections;

/// <summary>What was seen of one operator.</summary>
/// <param name="Gradient">Yes, or why not.</param>
/// <param name="Export">How it goes to ONNX.</param>
sealed record OperatorFacts(string Gradient, string Export);
