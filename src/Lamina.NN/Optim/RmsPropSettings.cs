namespace Lamina.NN;

/// <summary>The settings of <see cref="RmsProp"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="Alpha">Share of the average of squares that is kept.</param>
/// <param name="Epsilon">Added to the root that divides the gradient.</param>
/// <param name="Centered">True to divide by the standard deviation instead of the root of the mean square.</param>
/// <param name="Momentum">Share of the last direction that is kept.</param>
/// <param name="WeightDecay">Times the parameter, added to its gradient.</param>
public sealed record RmsPropSettings(double LearningRate = 0.01, double Alpha = 0.99, double Epsilon = 1e-8, bool Centered = false, double Momentum = 0, double WeightDecay = 0)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Alpha is >= 0 and <= 1, Alpha, "from 0 to 1");
        Require(Epsilon >= 0, Epsilon, "0 or more");
        Require(Momentum >= 0, Momentum, "0 or more");
    }
}
