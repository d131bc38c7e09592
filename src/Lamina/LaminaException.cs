namespace Lamina;

/// <summary>
/// Base of every error that Lamina raises on purpose. The message names what broke, the rule, what came, and the way out.
/// </summary>
/// <param name="message">What broke, where, what came, and what to do.</param>
/// <param name="inner">The error underneath, if any.</param>
public abstract class LaminaException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// Where the error arose, such as the layer's path <c>net.fc1</c> or a file; it then stands before the message. Null until
    /// something on the error's way knows it.
    /// </summary>
    public string? Location { get; set; }

    /// <inheritdoc/>
    public override string Message => string.IsNullOrEmpty(Location) ? base.Message : $"{Location}: {base.Message}";

    /// <summary>A message that quotes a file: without control characters, which could steer a terminal, and cut where it is endless.</summary>
    /// <param name="message">The message.</param>
    protected static string Printable(string message)
    {
        const int Longest = 4000;
        string cut = message.Length > Longest ? string.Concat(message.AsSpan(0, Longest), "…") : message;
        return string.Concat(cut.Select(letter => char.IsControl(letter) ? '?' : letter));
    }
}
