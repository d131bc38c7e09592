namespace Lamina.Training;

/// <summary>Training cannot go on, such as after a loss that is not a number.</summary>
/// <param name="message">What broke, at which step, and what to do.</param>
/// <param name="inner">What it came from, where there is something.</param>
public sealed class TrainingException(string message, Exception? inner = null) : LaminaException(message, inner);
