namespace Lamina.Data;

/// <summary>What one step in an environment brings.</summary>
/// <param name="Observation">What is seen after it.</param>
/// <param name="Reward">What it is worth.</param>
/// <param name="IsTerminated">The task came to an end: nothing can follow, and nothing that would is worth anything.</param>
/// <param name="IsTruncated">The episode was broken off by a limit outside the task, such as that of steps: what would follow has its worth.</param>
public readonly record struct EnvironmentStep(float[] Observation, double Reward, bool IsTerminated, bool IsTruncated)
{
    /// <summary>Whether the episode is over, for whichever reason.</summary>
    public bool IsOver => IsTerminated || IsTruncated;
}
