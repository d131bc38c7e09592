using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Adam with the largest magnitude in the place of the average of squares: m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), p ← p − η/(1 − β₁ᵗ)·m/u.
/// Weight decay adds λ·p to g first.
/// </summary>
/// <remarks>
/// As <c>torch.optim.Adamax</c>, defaults included (Keras takes η = 0.001, ε = 1e-7). States: <c>exp_avg</c> m, <c>exp_inf</c> u.
/// Source: Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015, section 7.
/// </remarks>
public sealed class Adamax : FormulaOptimizer<AdamaxSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adamax(double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(new AdamaxSettings(learningRate, beta1, beta2, epsilon, weightDecay))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adamax(IEnumerable<Parameter> parameters, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : this(learningRate, beta1, beta2, epsilon, weightDecay) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(AdamaxSettings settings) => new Update<AdamaxFormula>(
        new AdamaxFormula(settings.Beta1, settings.Beta2, settings.Epsilon, settings.WeightDecay));
}
