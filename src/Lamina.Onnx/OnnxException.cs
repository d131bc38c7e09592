namespace Lamina.Onnx;

/// <summary>An ONNX model cannot be written, read or run. The message lists everything that stands in the way.</summary>
/// <param name="message">What stands in the way and what to do.</param>
/// <param name="inner">The error underneath, if any.</param>
public sealed class OnnxException(string message, Exception? inner = null) : LaminaException(Printable(message), inner)
{
    /// <summary>
    /// Whether an error comes of what a file says, and should be told as such. What the machine lacks (memory, stack) is no fault of the file, and what
    /// is an <see cref="OnnxException"/> already says where it arose.
    /// </summary>
    internal static bool IsOfFile(Exception error) => error is not (OnnxException or OutOfMemoryException or InsufficientExecutionStackException);
}
