namespace Lamina.NN;

/// <summary>The settings of <see cref="Lookahead"/>; the learning rate is that of the wrapped optimizer.</summary>
/// <param name="Steps">Fast steps to a slow one.</param>
/// <param name="Share">How far the slow parameters go towards the fast ones.</param>
public sealed record LookaheadSettings(int Steps = 5, double Share = 0.5)
    : OptimizerSettings(LearningRate: 1, WeightDecay: 0)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Steps >= 1, Steps, "1 or more");
        Require(Share is > 0 and <= 1, Share, "above 0, 1 at most");
    }
}
