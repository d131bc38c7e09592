namespace Lamina;

/// <summary>The system has not the memory that a tensor asks for.</summary>
/// <param name="message">How much is asked for, how much is in use, and what to do.</param>
/// <param name="inner">The system's own error.</param>
public sealed class MemoryException(string message, Exception? inner = null) : LaminaException(message, inner);
