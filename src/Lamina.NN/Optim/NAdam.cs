using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Adam with Nesterov's momentum: m and v as in <see cref="Adam"/>, p ← p − η·((1 − μₜ)/(1 − Πₜ)·g + μₜ₊₁/(1 − Πₜ₊₁)·m)/(√v̂ + ε), where
/// μₜ = β₁·(1 − 0.96^(t·ψ)/2) and Πₜ is the product of μ₁ … μₜ. Weight decay adds λ·p to g first.
/// </summary>
/// <remarks>
/// As <c>torch.optim.NAdam</c>, defaults included; early versions of it (1.13) took μₜ twice into Πₜ₊₁, the paper and later ones do not. Keras takes η = 0.001, ε = 1e-7.
/// States: <c>exp_avg</c>, <c>exp_avg_sq</c>; PyTorch's <c>mu_product</c> follows from the number of updates. Source: Dozat, Incorporating Nesterov Momentum into Adam, 2016.
/// </remarks>
public sealed class NAdam : FormulaOptimizer<NAdamSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="momentumDecay">ψ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public NAdam(double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, double momentumDecay = 4e-3)
        : base(new NAdamSettings(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="momentumDecay">ψ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public NAdam(IEnumerable<Parameter> parameters, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, double momentumDecay = 4e-3)
        : this(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(NAdamSettings settings) => new Update<NAdamFormula>(
        new NAdamFormula(settings.Beta1, settings.Beta2, settings.Epsilon, settings.WeightDecay, settings.MomentumDecay));

    private protected override IReadOnlyList<string> Derived => ["mu_product"];
}
