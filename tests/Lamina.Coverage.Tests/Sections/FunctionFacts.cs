namespace Lamina.Coverage.Tests.Sections;

/// <summary>What was seen of one function of the catalogue.</summary>
/// <param name="Operators">The operators that it runs, in their order.</param>
/// <param name="Gradient">Yes, or why not.</param>
/// <param name="IsExported">Whether all of it goes to ONNX.</param>
sealed record FunctionFacts(IReadOnlyList<string> Operators, string Gradient, bool IsExported);
