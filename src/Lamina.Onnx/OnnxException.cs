namespace Lamina.Onnx;

/// <summary>A model cannot be written as ONNX. The message lists everything that stands in the way.</summary>
/// <param name="message">What stands in the way and what to do.</param>
public sealed class OnnxException(string message) : LaminaException(message);
