namespace Lamina;

/// <summary>A gradient was asked for where there is none, or what it needs is gone.</summary>
/// <param name="message">What broke, the rule, what came, and what to do.</param>
public sealed class GradientException(string message) : LaminaException(message);
