namespace Lamina.Training;

/// <summary>What the guard of training noticed.</summary>
/// <param name="Rule">The name of the rule, such as <c>dead-relu</c>; docs/guides/guard.md explains each.</param>
/// <param name="Step">The step after which it was noticed, from 1.</param>
/// <param name="Message">What is wrong, and what to do, in one line.</param>
public sealed record GuardWarning(string Rule, long Step, string Message)
{
    /// <summary>The line as it is shown: <c>guard: dead-relu (step 50): …</c>.</summary>
    public override string ToString() => $"guard: {Rule} (step {Step}): {Message}";
}
