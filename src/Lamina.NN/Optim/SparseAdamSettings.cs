namespace Lamina.NN;

/// <summary>The settings of <see cref="SparseAdam"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="Beta1">Share of the average of gradients that is kept.</param>
/// <param name="Beta2">Share of the average of their squares that is kept.</param>
/// <param name="Epsilon">Added to the root that divides the step.</param>
public sealed record SparseAdamSettings(double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8)
    : OptimizerSettings(LearningRate, WeightDecay: 0)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Beta1 is > 0 and < 1, Beta1, "above 0 and below 1");
        Require(Beta2 is > 0 and < 1, Beta2, "above 0 and below 1");
        Require(Epsilon > 0, Epsilon, "above 0");
    }
}
