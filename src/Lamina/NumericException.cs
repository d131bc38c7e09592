namespace Lamina;

/// <summary>A value is not a number or out of its range where the op cannot go on.</summary>
/// <param name="message">What broke, the rule, what came, and what to do.</param>
public sealed class NumericException(string message) : LaminaException(message);
