namespace Lamina.NN;

/// <summary>
/// Muon: momentum whose matrices are made orthogonal before each step: b ← μ·b + (1 − μ)·g, d = (1 − μ)·g + μ·b (Nesterov), p ← (1 − η·λ)·p − η·√max(1, rows/columns)·O(d), where O
/// brings all singular values of a matrix near 1, by five Newton–Schulz steps X ← aX + (bXXᵀ + c(XXᵀ)²)X from d/‖d‖.
/// </summary>
/// <remarks>
/// As <c>torch.optim.Muon</c>, defaults included, in the dtype of the parameter. Tensors of more than two axes are seen as matrices [first, rest]. What is no matrix, such as biases, goes by <see cref="AdamW"/>'s rule with β₁ = 0.9, β₂ = 0.95, ε = 1e-10;
/// embeddings and the last layer are usually given to an optimizer of their own. States: <c>momentum_buffer</c>, or <c>exp_avg</c> and <c>exp_avg_sq</c>. Source: Jordan and others, Muon: An Optimizer for Hidden Layers in Neural Networks, 2024.
/// </remarks>
public sealed class Muon : TensorOptimizer<MuonSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="nesterov">False to go along b itself.</param>
    /// <param name="iterations">Newton–Schulz steps.</param>
    /// <param name="epsilon">ε: the least norm that a matrix is divided by.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Muon(double learningRate = 1e-3, double weightDecay = 0.1, double momentum = 0.95, bool nesterov = true, int iterations = 5, double epsilon = 1e-7)
        : base(new MuonSettings(learningRate, weightDecay, momentum, nesterov, iterations, epsilon))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="nesterov">False to go along b itself.</param>
    /// <param name="iterations">Newton–Schulz steps.</param>
    /// <param name="epsilon">ε: the least norm that a matrix is divided by.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Muon(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double weightDecay = 0.1, double momentum = 0.95, bool nesterov = true, int iterations = 5, double epsilon = 1e-7)
        : this(learningRate, weightDecay, momentum, nesterov, iterations, epsilon) => Attach(parameters);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames(Parameter parameter, MuonSettings settings) =>
        parameter.Shape.Rank > 1 ? ["momentum_buffer"] : AdamDirection.StateNames;

    /// <inheritdoc/>
    protected override void Update(TensorUpdate update, MuonSettings settings)
    {
        bool isMatrix = update.Value.Rank > 1;
        Tensor step = isMatrix ? Orthogonal(Direction(update, settings), settings) : AdamDirection.Next(update, 0.9, 0.95, 1e-10);
        if (settings.WeightDecay != 0)
            update.Value *= 1 - (update.LearningRate * settings.WeightDecay);
        update.Value -= update.LearningRate * step;
    }

    static Tensor Direction(TensorUpdate update, MuonSettings settings)
    {
        Tensor momentum = update["momentum_buffer"] = update["momentum_buffer"].Lerp(update.Gradient, 1 - settings.Momentum);
        return settings.Nesterov ? update.Gradient.Lerp(momentum, settings.Momentum) : momentum;
    }

    // The polynomial's coefficients are the author's: they need no convergence to 1, only few steps to its neighbourhood.
    static Tensor Orthogonal(Tensor direction, MuonSettings settings)
    {
        const double A = 3.4445, B = -4.775, C = 2.0315;
        Tensor matrix = direction.Reshape([direction.Shape[0], -1]);
        (long rows, long columns) = (matrix.Shape[0], matrix.Shape[1]);
        Tensor x = rows > columns ? matrix.T : matrix;
        x /= Tensor.Maximum(x.Norm(), settings.Epsilon);
        for (int i = 0; i < settings.Iterations; i++)
        {
            Tensor square = x.MatMul(x.T);
            x = (A * x) + ((B * square) + (C * square.MatMul(square))).MatMul(x);
        }

        return (Math.Sqrt(Math.Max(1, (double)rows / columns)) * (rows > columns ? x.T : x)).Reshape(direction.Shape);
    }
}
