namespace Lamina.Data;

/// <summary>A file could not be fetched, or what arrived is not what was published.</summary>
/// <param name="message">Which file, what happened at each source, and what to do.</param>
/// <param name="inner">The error that led to this one, if any.</param>
public sealed class DownloadException(string message, Exception? inner = null) : LaminaException(message, inner)
{
    /// <summary>Which file, and what happened at each source: the message without its advice.</summary>
    internal string Reason { get; init; } = message;
}
