using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// RMSprop: divides the gradient by the root of the running average of its squares: s ← α·s + (1 − α)·g², p ← p − η·g / (√s + ε).
/// Centered, the square of the running average of g is taken off s under the root; with momentum, p goes along b ← μ·b + g / (√s + ε).
/// Weight decay adds λ·p to g first.
/// </summary>
/// <remarks>
/// As <c>torch.optim.RMSprop</c>, defaults included; but where rounding makes a centered variance negative it counts as 0, not as NaN.
/// States: <c>square_avg</c>, <c>grad_avg</c> if centered, <c>momentum_buffer</c> with momentum.
/// Source: Hinton, Neural Networks for Machine Learning, lecture 6e, 2012; centered: Graves, Generating Sequences With Recurrent Neural Networks, 2013.
/// </remarks>
public sealed class RmsProp : FormulaOptimizer<RmsPropSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="alpha">α.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="centered">True to divide by the standard deviation.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public RmsProp(double learningRate = 0.01, double alpha = 0.99, double epsilon = 1e-8, bool centered = false, double momentum = 0, double weightDecay = 0)
        : base(new RmsPropSettings(learningRate, alpha, epsilon, centered, momentum, weightDecay))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="alpha">α.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="centered">True to divide by the standard deviation.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public RmsProp(IEnumerable<Parameter> parameters, double learningRate = 0.01, double alpha = 0.99, double epsilon = 1e-8, bool centered = false, double momentum = 0, double weightDecay = 0)
        : this(learningRate, alpha, epsilon, centered, momentum, weightDecay) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(RmsPropSettings settings) => new Update<RmsPropFormula>(
        new RmsPropFormula(settings.Alpha, settings.Epsilon, settings.Centered, settings.Momentum, settings.WeightDecay));
}
