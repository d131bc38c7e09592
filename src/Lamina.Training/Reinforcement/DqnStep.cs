namespace Lamina.Training;

/// <summary>What a step of a <see cref="Dqn"/> brought.</summary>
/// <param name="Return">The sum of the rewards of the episode that ended with the step; null if none did.</param>
/// <param name="Loss">The loss of the update, a tensor without axes that the next update writes over; null if there was none.</param>
public readonly record struct DqnStep(double? Return, Tensor? Loss);
