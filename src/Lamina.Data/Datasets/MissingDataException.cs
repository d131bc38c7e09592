namespace Lamina.Data;

/// <summary>A data set is not on this machine and could not be fetched.</summary>
/// <param name="message">Which set, where it was looked for, and the ways out.</param>
/// <param name="inner">The error of the download, if one was tried.</param>
public sealed class MissingDataException(string message, Exception? inner = null) : LaminaException(message, inner);
