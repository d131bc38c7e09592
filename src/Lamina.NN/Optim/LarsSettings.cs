namespace Lamina.NN;

/// <summary>The settings of <see cref="Lars"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="Momentum">Share of the kept direction that stays.</param>
/// <param name="WeightDecay">Times the parameter, added to its gradient.</param>
/// <param name="Trust">What the ratio of norms is multiplied by.</param>
/// <param name="Adapt">False to leave the ratio of norms at 1.</param>
public sealed record LarsSettings(double LearningRate = 0.1, double Momentum = 0.9, double WeightDecay = 5e-4, double Trust = 1e-3, bool Adapt = true)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Momentum is >= 0 and < 1, Momentum, "at least 0 and below 1");
        Require(Trust > 0, Trust, "above 0");
    }
}
