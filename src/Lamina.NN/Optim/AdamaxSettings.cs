namespace Lamina.NN;

/// <summary>The settings of <see cref="Adamax"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="Beta1">Share of the average of gradients that is kept.</param>
/// <param name="Beta2">Share of the largest magnitude that is kept.</param>
/// <param name="Epsilon">Added to the magnitude of each gradient.</param>
/// <param name="WeightDecay">Times the parameter, added to its gradient.</param>
public sealed record AdamaxSettings(double LearningRate = 2e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Beta1 is >= 0 and < 1, Beta1, "at least 0 and below 1");
        Require(Beta2 is >= 0 and < 1, Beta2, "at least 0 and below 1");
        Require(Epsilon >= 0, Epsilon, "0 or more");
    }
}
