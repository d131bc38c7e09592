namespace Lamina.NN;

/// <summary>The settings of <see cref="Ftrl"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by; above 0.</param>
/// <param name="Power">Power by which the rate falls with the sum of squares; 0 or less.</param>
/// <param name="InitialAccumulator">The first value of the sum of squares.</param>
/// <param name="L1">Weight of the magnitudes.</param>
/// <param name="L2">Weight of the squares.</param>
/// <param name="L2Shrinkage">Weight of the squares that counts in the gradient alone.</param>
/// <param name="Beta">Part of the weight of the squares that goes with 1/η.</param>
public sealed record FtrlSettings(double LearningRate = 1e-3, double Power = -0.5, double InitialAccumulator = 0.1, double L1 = 0, double L2 = 0, double L2Shrinkage = 0, double Beta = 0)
    : OptimizerSettings(LearningRate, WeightDecay: 0)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(LearningRate > 0, LearningRate, "above 0");
        Require(Power <= 0, Power, "0 or less");
        Require(InitialAccumulator >= 0, InitialAccumulator, "0 or more");
        Require(L1 >= 0, L1, "0 or more");
        Require(L2 >= 0, L2, "0 or more");
        Require(L2Shrinkage >= 0, L2Shrinkage, "0 or more");
        Require(Beta >= 0, Beta, "0 or more");
    }
}
