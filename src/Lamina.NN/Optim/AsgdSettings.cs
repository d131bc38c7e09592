namespace Lamina.NN;

/// <summary>The settings of <see cref="Asgd"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="Decay">Decay of parameters and of the rate.</param>
/// <param name="Power">Power by which the rate falls.</param>
/// <param name="Start">The update from which parameters are averaged.</param>
/// <param name="WeightDecay">Times the parameter, added to its gradient.</param>
public sealed record AsgdSettings(double LearningRate = 0.01, double Decay = 1e-4, double Power = 0.75, double Start = 1e6, double WeightDecay = 0)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Decay >= 0, Decay, "0 or more");
        Require(Power >= 0, Power, "0 or more");
        Require(Start >= 0, Start, "0 or more");
    }
}
