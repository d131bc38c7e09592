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
