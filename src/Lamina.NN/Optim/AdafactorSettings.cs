namespace Lamina.NN;

/// <summary>The settings of <see cref="Adafactor"/>.</summary>
/// <param name="LearningRate">What a step is multiplied by.</param>
/// <param name="DecayPower">Power of the number of updates that a new square weighs.</param>
/// <param name="Epsilon">The square of it is the least that squares are taken for.</param>
/// <param name="LeastScale">The least size of a parameter that steps are measured by.</param>
/// <param name="Threshold">The mean size of a step above which it is shortened.</param>
/// <param name="WeightDecay">What decays the parameters.</param>
public sealed record AdafactorSettings(double LearningRate = 0.01, double DecayPower = -0.8, double Epsilon = 1.1920928955078125e-7, double LeastScale = 1e-3, double Threshold = 1, double WeightDecay = 0)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(DecayPower <= 0, DecayPower, "0 or less");
        Require(Epsilon >= 0, Epsilon, "0 or more");
        Require(LeastScale >= 0, LeastScale, "0 or more");
        Require(Threshold > 0, Threshold, "above 0");
    }
}
