using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Adam: steps along the running average m of gradients, divided by the root of the running average v of their squares:
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − η·m̂ / (√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ). Weight decay adds λ·p to g first.
/// </summary>
/// <remarks>
/// As <c>torch.optim.Adam</c>, defaults included (ε is 1e-8; Keras takes 1e-7). t counts the updates of each parameter.
/// States: <c>exp_avg</c>, <c>exp_avg_sq</c>, with AMSGrad <c>max_exp_avg_sq</c>.
/// Source: Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015. AMSGrad: Reddi, Kale and Kumar, On the Convergence of Adam and Beyond, 2018.
/// </remarks>
public sealed class Adam : FormulaOptimizer<AdamSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="amsGrad">True to divide by the largest v̂ so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool amsGrad = false)
        : base(new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay, amsGrad))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="amsGrad">True to divide by the largest v̂ so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adam(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool amsGrad = false)
        : this(learningRate, beta1, beta2, epsilon, weightDecay, amsGrad) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(AdamSettings settings) => new Update<AdamFormula>(
        new AdamFormula(settings.Beta1, settings.Beta2, settings.Epsilon, settings.WeightDecay, Decoupled: false, settings.AmsGrad));
}
