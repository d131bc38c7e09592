namespace Lamina;

/// <summary>The base of every error Lamina raises on purpose: what broke, where, what came, and what to do.</summary>
/// <param name="message">The whole message, fit to be shown to the user as it is.</param>
/// <param name="inner">The error that led to this one, if any.</param>
public abstract class LaminaException(string message, Exception? inner = null) : Exception(message, inner);
