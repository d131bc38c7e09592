namespace Lamina.Onnx;

/// <summary>An ONNX model cannot be written, read or run. The message lists everything that stands in the way.</summary>
/// <param name="message">What stands in the way and what to do.</param>
public sealed class OnnxException(string message) : LaminaException(Printable(message));
