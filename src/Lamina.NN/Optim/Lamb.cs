namespace Lamina.NN;

/// <summary>
/// LAMB: Adam's direction with a rate for each parameter, by the ratio of its norm to that of the direction: d = m̂/(√v̂ + ε) + λ·p, p ← p − η·‖p‖/‖d‖·d.
/// m̂ and v̂ as in <see cref="Adam"/>.
/// </summary>
/// <remarks>
/// For large batches. The ratio is 1 where a norm is 0. Biases and the parameters of normalizations are usually a group with <c>Adapt = false</c> and no decay. The paper's settings; Keras' <c>Lamb</c> takes ε = 1e-7 and no decay.
/// States: <c>exp_avg</c>, <c>exp_avg_sq</c>. Source: You and others, Large Batch Optimization for Deep Learning: Training BERT in 76 Minutes, 2020.
/// </remarks>
public sealed class Lamb : TensorOptimizer<LambSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="adapt">False to leave the ratio at 1: for groups of biases and normalizations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Lamb(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-6, double weightDecay = 0.01, bool adapt = true)
        : base(new LambSettings(learningRate, beta1, beta2, epsilon, weightDecay, adapt))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="adapt">False to leave the ratio at 1: for groups of biases and normalizations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Lamb(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-6, double weightDecay = 0.01, bool adapt = true)
        : this(learningRate, beta1, beta2, epsilon, weightDecay, adapt) => Attach(parameters);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames(Parameter parameter, LambSettings settings) => AdamDirection.StateNames;

    /// <inheritdoc/>
    protected override void Update(TensorUpdate update, LambSettings settings)
    {
        Tensor direction = AdamDirection.Next(update, settings.Beta1, settings.Beta2, settings.Epsilon), rate = update.LearningRate;
        if (settings.WeightDecay != 0)
            direction += settings.WeightDecay * update.Value;
        if (settings.Adapt)
        {
            Tensor norm = update.Value.Norm(), length = direction.Norm();
            rate *= Tensor.Where((norm > 0).LogicalAnd(length > 0), norm / length, 1);
        }

        update.Value -= rate * direction;
    }
}
