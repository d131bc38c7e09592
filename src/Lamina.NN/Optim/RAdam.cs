using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Adam that corrects the variance of its steps while few gradients were seen: ρ = 2/(1 − β₂) − 1, ρₜ = ρ − 2tβ₂ᵗ/(1 − β₂ᵗ); p ← p − η·r·m̂/√v̂ with
/// r² = (ρₜ − 4)(ρₜ − 2)ρ / ((ρ − 4)(ρ − 2)ρₜ) where ρₜ > 5, and p ← p − η·m̂ before. m and v as in <see cref="Adam"/>; ε is added to √v. Weight decay adds λ·p to g first.
/// </summary>
/// <remarks>
/// As <c>torch.optim.RAdam</c>, defaults included. States: <c>exp_avg</c>, <c>exp_avg_sq</c>.
/// Source: Liu and others, On the Variance of the Adaptive Learning Rate and Beyond, 2020.
/// </remarks>
public sealed class RAdam : FormulaOptimizer<RAdamSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public RAdam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(new RAdamSettings(learningRate, beta1, beta2, epsilon, weightDecay))
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
    public RAdam(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : this(learningRate, beta1, beta2, epsilon, weightDecay) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(RAdamSettings settings) => new Update<RAdamFormula>(
        new RAdamFormula(settings.Beta1, settings.Beta2, settings.Epsilon, settings.WeightDecay));
}
