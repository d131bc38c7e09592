namespace Lamina;

/// <summary>A dtype does not fit the op.</summary>
/// <param name="message">What broke, the rule, what came, and what to do.</param>
public sealed class DTypeException(string message) : LaminaException(message);
