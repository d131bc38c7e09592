namespace Lamina.NN;

/// <summary>The settings of <see cref="Adadelta"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="Rho">Share of both averages that is kept.</param>
/// <param name="Epsilon">Added under both roots.</param>
/// <param name="WeightDecay">Times the parameter, added to its gradient.</param>
public sealed record AdadeltaSettings(double LearningRate = 1, double Rho = 0.9, double Epsilon = 1e-6, double WeightDecay = 0)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Rho is >= 0 and <= 1, Rho, "from 0 to 1");
        Require(Epsilon >= 0, Epsilon, "0 or more");
    }
}
