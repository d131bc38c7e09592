namespace Lamina.Training;

/// <summary>Steps of an agent, side by side.</summary>
/// <param name="Observation">What was seen before: float32 [N, observation].</param>
/// <param name="Action">What was done: int64 [N, 1].</param>
/// <param name="Reward">What it was worth: float32 [N, 1].</param>
/// <param name="Next">What was seen after: float32 [N, observation].</param>
/// <param name="Terminated">1 where the task ended with the step, 0 elsewhere: float32 [N, 1].</param>
public sealed record Transitions(Tensor Observation, Tensor Action, Tensor Reward, Tensor Next, Tensor Terminated);
