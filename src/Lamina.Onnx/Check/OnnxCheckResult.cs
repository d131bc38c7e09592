namespace Lamina.Onnx;

/// <summary>How a test of <see cref="OnnxCheck"/> ended.</summary>
public enum OnnxCheckOutcome
{
    /// <summary>All outputs are as expected.</summary>
    Passed,

    /// <summary>An output differs, or the model stopped with an error.</summary>
    Failed,

    /// <summary>The model cannot be read: it uses what is not supported.</summary>
    Unsupported,
}

/// <summary>A test of <see cref="OnnxCheck"/> and how it ended.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">What differs or is missing; null if it passed.</param>
public sealed record OnnxCheckResult(string Name, OnnxCheckOutcome Outcome, string? Reason);
