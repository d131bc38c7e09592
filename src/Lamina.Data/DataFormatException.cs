namespace Lamina.Data;

/// <summary>A data file or set that is missing, cut short, damaged, or does not fit its labels.</summary>
/// <param name="message">What broke, in which file, what came, and what to do.</param>
/// <param name="inner">The error that led to this one, if any.</param>
public sealed class DataFormatException(string message, Exception? inner = null) : LaminaException(message, inner);
