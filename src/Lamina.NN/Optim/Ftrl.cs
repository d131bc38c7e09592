using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Follow the regularized leader, for sparse linear models: with n′ = n + g², z ← z + g + 2λₛp − (n′^(−k) − n^(−k))/η·p, n ← n′,
/// p = (clip(z, −λ₁, λ₁) − z) / (n^(−k)/η + 2·(λ₂ + β/(2η))).
/// </summary>
/// <remarks>
/// As Keras' <c>Ftrl</c>, defaults included; λ₁ sets small parameters to exactly 0. What a parameter was before counts in its first update only through λₛ and n′. States: <c>accumulator</c> n, <c>linear</c> z.
/// Source: McMahan and others, Ad Click Prediction: a View from the Trenches, 2013; shrinkage λₛ after Keras.
/// </remarks>
public sealed class Ftrl : FormulaOptimizer<FtrlSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η, above 0.</param>
    /// <param name="power">k, 0 or less.</param>
    /// <param name="initialAccumulator">The first n.</param>
    /// <param name="l1">λ₁.</param>
    /// <param name="l2">λ₂.</param>
    /// <param name="l2Shrinkage">λₛ.</param>
    /// <param name="beta">β.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Ftrl(double learningRate = 1e-3, double power = -0.5, double initialAccumulator = 0.1, double l1 = 0, double l2 = 0, double l2Shrinkage = 0, double beta = 0)
        : base(new FtrlSettings(learningRate, power, initialAccumulator, l1, l2, l2Shrinkage, beta))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η, above 0.</param>
    /// <param name="power">k, 0 or less.</param>
    /// <param name="initialAccumulator">The first n.</param>
    /// <param name="l1">λ₁.</param>
    /// <param name="l2">λ₂.</param>
    /// <param name="l2Shrinkage">λₛ.</param>
    /// <param name="beta">β.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Ftrl(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double power = -0.5, double initialAccumulator = 0.1, double l1 = 0, double l2 = 0, double l2Shrinkage = 0, double beta = 0)
        : this(learningRate, power, initialAccumulator, l1, l2, l2Shrinkage, beta) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(FtrlSettings settings) => new Update<FtrlFormula>(
        new FtrlFormula(settings.Power, settings.L1, settings.L2, settings.L2Shrinkage, settings.Beta));

    /// <inheritdoc/>
    protected override Tensor MakeState(string name, Parameter parameter, FtrlSettings settings) =>
        Tensor.Full(parameter.Shape, name == "accumulator" ? settings.InitialAccumulator : 0, parameter.DType);
}
