namespace Lamina;

/// <summary>An axis or an index lies outside the tensor.</summary>
/// <param name="message">What broke, the rule, what came, and what to do.</param>
public sealed class IndexException(string message) : LaminaException(message);
