namespace Lamina.NN;

/// <summary>
/// Adam for tables of which a step uses few rows, such as embeddings: only rows that received a gradient move, they and their averages: m ← m + (1 − β₁)·(g − m), v ← v + (1 − β₂)·(g² − v), p ← p − η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε). The others
/// keep all three, while <see cref="Adam"/> moves them on by their momentum.
/// </summary>
/// <remarks>
/// As <c>torch.optim.SparseAdam</c>, defaults included; t counts all updates of the parameter. Gradients are dense here: a row received one if it is not all zeros (PyTorch: if the sparse gradient holds it). Rows lie along the first axis.
/// States: <c>exp_avg</c>, <c>exp_avg_sq</c>. Source: Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015.
/// </remarks>
public sealed class SparseAdam : TensorOptimizer<SparseAdamSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public SparseAdam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(new SparseAdamSettings(learningRate, beta1, beta2, epsilon))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>embedding.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public SparseAdam(IEnumerable<Parameter> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : this(learningRate, beta1, beta2, epsilon) => Attach(parameters);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames(Parameter parameter, SparseAdamSettings settings) => AdamDirection.StateNames;

    /// <inheritdoc/>
    protected override void Update(TensorUpdate update, SparseAdamSettings settings)
    {
        Tensor gradient = update.Gradient, rows = gradient.NotEqualTo(0);
        if (gradient.Rank > 1)
            rows = rows.Any([.. Enumerable.Range(1, gradient.Rank - 1)], keepDims: true);
        Tensor mean = update["exp_avg"].Lerp(gradient, 1 - settings.Beta1), square = update["exp_avg_sq"].Lerp(gradient.Square(), 1 - settings.Beta2);
        Tensor rate = update.LearningRate * (1 - Power(settings.Beta2, update.Step)).Sqrt() / (1 - Power(settings.Beta1, update.Step));
        Tensor moved = update.Value - (rate * (mean / (square.Sqrt() + settings.Epsilon)));
        (update["exp_avg"], update["exp_avg_sq"]) = (Tensor.Where(rows, mean, update["exp_avg"]), Tensor.Where(rows, square, update["exp_avg_sq"]));
        update.Value = Tensor.Where(rows, moved, update.Value);
    }

    static Tensor Power(double number, Tensor exponent) => (exponent * Math.Log(number)).Exp();
}
