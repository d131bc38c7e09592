namespace Lamina.Onnx;

/// <summary>A test of <see cref="OnnxCheck"/> and how it ended.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">What differs or is missing; null if it passed.</param>
public sealed record OnnxCheckResult(string Name, OnnxCheckOutcome Outcome, string? Reason);
