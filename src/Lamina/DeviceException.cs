namespace Lamina;

/// <summary>A device is missing, or tensors of different devices meet in one op.</summary>
/// <param name="message">What broke, the rule, what came, and what to do.</param>
public sealed class DeviceException(string message) : LaminaException(message);
