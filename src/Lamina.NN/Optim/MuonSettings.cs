namespace Lamina.NN;

/// <summary>The settings of <see cref="Muon"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="WeightDecay">What decays the parameters, apart from the gradient.</param>
/// <param name="Momentum">Share of the momentum that is kept.</param>
/// <param name="Nesterov">True for Nesterov's form.</param>
/// <param name="Iterations">Newton–Schulz steps.</param>
/// <param name="Epsilon">The least norm that a matrix is divided by.</param>
public sealed record MuonSettings(double LearningRate = 1e-3, double WeightDecay = 0.1, double Momentum = 0.95, bool Nesterov = true, int Iterations = 5, double Epsilon = 1e-7)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(Momentum is >= 0 and < 1, Momentum, "at least 0 and below 1");
        Require(Iterations is > 0 and < 100, Iterations, "from 1 to 99");
        Require(Epsilon >= 0, Epsilon, "0 or more");
    }
}
