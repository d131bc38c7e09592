namespace Lamina;

/// <summary>Shapes do not fit the op: a rank, a size or a broadcast is wrong.</summary>
/// <param name="message">What broke, the rule, what came, and what to do.</param>
public sealed class ShapeException(string message) : LaminaException(message);
