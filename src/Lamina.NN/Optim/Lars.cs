namespace Lamina.NN;

/// <summary>
/// LARS: momentum with a rate for each parameter, by the ratio of its norm to that of its gradient: r = ψ·‖p‖/(‖g‖ + λ‖p‖), b ← μ·b + r·η·(g + λ·p), p ← p − b.
/// </summary>
/// <remarks>
/// For large batches. r is 1 where ‖p‖ or ‖g‖ is 0. Biases and the parameters of normalizations are usually a group with <c>Adapt = false</c> and no decay. The paper's μ, λ and ψ. State: <c>momentum_buffer</c>.
/// Source: You, Gitman and Ginsburg, Large Batch Training of Convolutional Networks, 2017.
/// </remarks>
public sealed class Lars : TensorOptimizer<LarsSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="trust">ψ.</param>
    /// <param name="adapt">False to leave the ratio at 1: for groups of biases and normalizations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Lars(double learningRate = 0.1, double momentum = 0.9, double weightDecay = 5e-4, double trust = 1e-3, bool adapt = true)
        : base(new LarsSettings(learningRate, momentum, weightDecay, trust, adapt))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="trust">ψ.</param>
    /// <param name="adapt">False to leave the ratio at 1: for groups of biases and normalizations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Lars(IEnumerable<Parameter> parameters, double learningRate = 0.1, double momentum = 0.9, double weightDecay = 5e-4, double trust = 1e-3, bool adapt = true)
        : this(learningRate, momentum, weightDecay, trust, adapt) => Attach(parameters);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames(Parameter parameter, LarsSettings settings) => ["momentum_buffer"];

    /// <inheritdoc/>
    protected override void Update(TensorUpdate update, LarsSettings settings)
    {
        Tensor rate = update.LearningRate;
        if (settings.Adapt)
        {
            Tensor norm = update.Value.Norm(), gradientNorm = update.Gradient.Norm();
            Tensor ratio = settings.Trust * norm / (gradientNorm + (settings.WeightDecay * norm));
            rate *= Tensor.Where((norm > 0).LogicalAnd(gradientNorm > 0), ratio, 1);
        }

        Tensor direction = settings.WeightDecay == 0 ? update.Gradient : update.Gradient + (settings.WeightDecay * update.Value);
        update["momentum_buffer"] = (settings.Momentum * update["momentum_buffer"]) + (rate * direction);
        update.Value -= update["momentum_buffer"];
    }
}
