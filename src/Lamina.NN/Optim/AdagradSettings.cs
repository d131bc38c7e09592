namespace Lamina.NN;

/// <summary>The settings of <see cref="Adagrad"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="LearningRateDecay">How fast the learning rate falls with the number of updates.</param>
/// <param name="WeightDecay">Times the parameter, added to its gradient.</param>
/// <param name="InitialAccumulator">The first value of the sum of squares.</param>
/// <param name="Epsilon">Added to the root that divides the gradient.</param>
public sealed record AdagradSettings(double LearningRate = 0.01, double LearningRateDecay = 0, double WeightDecay = 0, double InitialAccumulator = 0, double Epsilon = 1e-10)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(LearningRateDecay >= 0, LearningRateDecay, "0 or more");
        Require(InitialAccumulator >= 0, InitialAccumulator, "0 or more");
        Require(Epsilon >= 0, Epsilon, "0 or more");
    }
}
