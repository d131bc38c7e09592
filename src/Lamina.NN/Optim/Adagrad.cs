using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Adagrad: divides the gradient by the root of the sum of all its squares so far: s ← s + g², p ← p − η/(1 + (t − 1)·δ)·g / (√s + ε).
/// Weight decay adds λ·p to g first.
/// </summary>
/// <remarks>
/// As <c>torch.optim.Adagrad</c>, defaults included. t counts the updates of each parameter. State: <c>sum</c>.
/// Source: Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning and Stochastic Optimization, 2011.
/// </remarks>
public sealed class Adagrad : FormulaOptimizer<AdagradSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="learningRateDecay">δ.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="initialAccumulator">The first s.</param>
    /// <param name="epsilon">ε.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adagrad(double learningRate = 0.01, double learningRateDecay = 0, double weightDecay = 0, double initialAccumulator = 0, double epsilon = 1e-10)
        : base(new AdagradSettings(learningRate, learningRateDecay, weightDecay, initialAccumulator, epsilon))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="learningRateDecay">δ.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="initialAccumulator">The first s.</param>
    /// <param name="epsilon">ε.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adagrad(IEnumerable<Parameter> parameters, double learningRate = 0.01, double learningRateDecay = 0, double weightDecay = 0, double initialAccumulator = 0, double epsilon = 1e-10)
        : this(learningRate, learningRateDecay, weightDecay, initialAccumulator, epsilon) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(AdagradSettings settings) => new Update<AdagradFormula>(
        new AdagradFormula(settings.LearningRateDecay, settings.Epsilon, settings.WeightDecay));

    /// <inheritdoc/>
    protected override Tensor MakeState(string name, Parameter parameter, AdagradSettings settings) =>
        Tensor.Full(parameter.Shape, settings.InitialAccumulator, parameter.DType);
}
