using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Adam with weight decay apart from the gradient: p ← (1 − η·λ)·p, then Adam's step without decay. See <see cref="Adam"/>.
/// </summary>
/// <remarks>
/// As <c>torch.optim.AdamW</c>, defaults included (λ is 0.01). Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019.
/// </remarks>
public sealed class AdamW : FormulaOptimizer<AdamSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Share of the average of gradients that is kept.</param>
    /// <param name="beta2">Share of the average of their squares that is kept.</param>
    /// <param name="epsilon">Added to the root that divides the step.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="amsGrad">True to divide by the largest average of squares so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01, bool amsGrad = false)
        : base(new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay, amsGrad))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Share of the average of gradients that is kept.</param>
    /// <param name="beta2">Share of the average of their squares that is kept.</param>
    /// <param name="epsilon">Added to the root that divides the step.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="amsGrad">True to divide by the largest average of squares so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamW(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01, bool amsGrad = false)
        : this(learningRate, beta1, beta2, epsilon, weightDecay, amsGrad) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(AdamSettings settings) => new Update<AdamFormula>(
        new AdamFormula(settings.Beta1, settings.Beta2, settings.Epsilon, settings.WeightDecay, Decoupled: true, settings.AmsGrad));
}
