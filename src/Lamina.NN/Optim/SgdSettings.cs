namespace Lamina.NN;

/// <summary>The settings of <see cref="Sgd"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="Momentum">Share of the last direction that is kept.</param>
/// <param name="Dampening">Share of the gradient that does not enter the kept direction.</param>
/// <param name="Nesterov">True to look ahead along the kept direction.</param>
/// <param name="WeightDecay">Times the parameter, added to its gradient.</param>
public sealed record SgdSettings(double LearningRate = 1e-3, double Momentum = 0, double Dampening = 0, bool Nesterov = false, double WeightDecay = 0)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Momentum >= 0, Momentum, "0 or more");
        Require(!double.IsNaN(Dampening), Dampening, "a number");
        Require(!Nesterov || (Momentum > 0 && Dampening == 0), Momentum, "above 0, and the dampening 0, for Nesterov's momentum");
    }
}
