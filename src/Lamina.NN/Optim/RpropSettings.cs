namespace Lamina.NN;

/// <summary>The settings of <see cref="Rprop"/>.</summary>
/// <param name="LearningRate">The first length of a step.</param>
/// <param name="Shrink">What a length is multiplied by where the sign has changed.</param>
/// <param name="Grow">What a length is multiplied by where the sign has stayed.</param>
/// <param name="Least">The least length.</param>
/// <param name="Most">The greatest length.</param>
public sealed record RpropSettings(double LearningRate = 0.01, double Shrink = 0.5, double Grow = 1.2, double Least = 1e-6, double Most = 50)
    : OptimizerSettings(LearningRate, WeightDecay: 0)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Shrink is > 0 and < 1, Shrink, "above 0 and below 1");
        Require(Grow > 1, Grow, "above 1");
        Require(Least >= 0, Least, "0 or more");
        Require(Most >= Least, Most, "the least length or more");
    }
}
