using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Lion: steps of one length along the sign of a mean of momentum and gradient: c = β₁m + (1 − β₁)g, p ← (1 − η·λ)·p − η·sign(c), m ← β₂m + (1 − β₂)g.
/// </summary>
/// <remarks>
/// The paper's defaults; take a rate three to ten times smaller, and a decay as much larger, than for <see cref="AdamW"/>. Keras: <c>Lion</c>, whose η is 0.001. State: <c>exp_avg</c>.
/// Source: Chen and others, Symbolic Discovery of Optimization Algorithms, 2023.
/// </remarks>
public sealed class Lion : FormulaOptimizer<LionSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Lion(double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(new LionSettings(learningRate, beta1, beta2, weightDecay))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Lion(IEnumerable<Parameter> parameters, double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : this(learningRate, beta1, beta2, weightDecay) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(LionSettings settings) => new Update<LionFormula>(
        new LionFormula(settings.Beta1, settings.Beta2, settings.WeightDecay));
}
