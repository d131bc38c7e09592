namespace Lamina.NN;

/// <summary>The settings of <see cref="NAdam"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="Beta1">Share of the average of gradients that is kept.</param>
/// <param name="Beta2">Share of the average of squares that is kept.</param>
/// <param name="Epsilon">Added to the root that divides the step.</param>
/// <param name="WeightDecay">Times the parameter, added to its gradient.</param>
/// <param name="MomentumDecay">How fast the momentum comes to its full size.</param>
public sealed record NAdamSettings(double LearningRate = 2e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0, double MomentumDecay = 4e-3)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Beta1 is >= 0 and < 1, Beta1, "at least 0 and below 1");
        Require(Beta2 is >= 0 and < 1, Beta2, "at least 0 and below 1");
        Require(Epsilon >= 0, Epsilon, "0 or more");
        Require(MomentumDecay >= 0, MomentumDecay, "0 or more");
    }
}
