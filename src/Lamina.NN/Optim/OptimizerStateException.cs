namespace Lamina.NN;

/// <summary>A state dict does not fit the optimizer. Nothing was loaded.</summary>
/// <param name="message">What broke, what came, and what to do.</param>
public sealed class OptimizerStateException(string message) : LaminaException(message);
