using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Resilient propagation, by signs alone: each element has a step length, which grows by η⁺ where two gradients in a row have one sign, and shrinks by η⁻ where not;
/// p ← p − sign(g)·length, and no step after a change of sign.
/// </summary>
/// <remarks>
/// As <c>torch.optim.Rprop</c>, defaults included. For whole batches: signs of small ones are noise. The learning rate is the first length, and counts no more after the first step.
/// States: <c>prev</c> the last gradient, <c>step_size</c> the lengths. Source: Riedmiller and Braun, A Direct Adaptive Method for Faster Backpropagation Learning: The RPROP Algorithm, 1993.
/// </remarks>
public sealed class Rprop : FormulaOptimizer<RpropSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">The first length.</param>
    /// <param name="shrink">η⁻.</param>
    /// <param name="grow">η⁺.</param>
    /// <param name="least">The least length.</param>
    /// <param name="most">The greatest length.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Rprop(double learningRate = 0.01, double shrink = 0.5, double grow = 1.2, double least = 1e-6, double most = 50)
        : base(new RpropSettings(learningRate, shrink, grow, least, most))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The first length.</param>
    /// <param name="shrink">η⁻.</param>
    /// <param name="grow">η⁺.</param>
    /// <param name="least">The least length.</param>
    /// <param name="most">The greatest length.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Rprop(IEnumerable<Parameter> parameters, double learningRate = 0.01, double shrink = 0.5, double grow = 1.2, double least = 1e-6, double most = 50)
        : this(learningRate, shrink, grow, least, most) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(RpropSettings settings) => new Update<RpropFormula>(
        new RpropFormula(settings.Shrink, settings.Grow, settings.Least, settings.Most));

    /// <inheritdoc/>
    protected override Tensor MakeState(string name, Parameter parameter, RpropSettings settings) =>
        Tensor.Full(parameter.Shape, name == "step_size" ? settings.LearningRate : 0, parameter.DType);
}
