namespace Lamina.Training;

/// <summary>Training cannot go on, such as after a loss that is not a number.</summary>
/// <param name="message">What broke, at which step, and what to do.</param>
public sealed class TrainingException(string message) : LaminaException(message);
