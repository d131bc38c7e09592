using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Stochastic gradient descent: p ← p − η·g, with momentum p ← p − η·b where b ← μ·b + (1 − τ)·g, and b = g at the first step;
/// Nesterov's form goes along g + μ·b. Weight decay adds λ·p to g first.
/// </summary>
/// <remarks>As <c>torch.optim.SGD</c>, defaults included. State: <c>momentum_buffer</c>, with momentum only.</remarks>
public sealed class Sgd : FormulaOptimizer<SgdSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="dampening">τ.</param>
    /// <param name="nesterov">True for Nesterov's form.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Sgd(double learningRate = 1e-3, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0)
        : base(new SgdSettings(learningRate, momentum, dampening, nesterov, weightDecay))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="dampening">τ.</param>
    /// <param name="nesterov">True for Nesterov's form.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Sgd(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0)
        : this(learningRate, momentum, dampening, nesterov, weightDecay) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(SgdSettings settings) => new Update<SgdFormula>(
        new SgdFormula(settings.Momentum, settings.Dampening, settings.Nesterov, settings.WeightDecay));
}
