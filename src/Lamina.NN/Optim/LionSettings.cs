namespace Lamina.NN;

/// <summary>The settings of <see cref="Lion"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="Beta1">Momentum's share in the direction of a step.</param>
/// <param name="Beta2">Share of the momentum that is kept.</param>
/// <param name="WeightDecay">What decays the parameters, apart from the gradient.</param>
public sealed record LionSettings(double LearningRate = 1e-4, double Beta1 = 0.9, double Beta2 = 0.99, double WeightDecay = 0)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Beta1 is >= 0 and < 1, Beta1, "at least 0 and below 1");
        Require(Beta2 is >= 0 and < 1, Beta2, "at least 0 and below 1");
    }
}
