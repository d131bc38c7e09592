namespace Lamina.NN;

/// <summary>
/// Adafactor: Adam without momentum, whose average of squares is kept for the rows and columns of a matrix only: v = (rows ⊗ columns)/mean(rows), u = g/√v,
/// p ← p − max(ε₂, rms(p))·min(η, 1/√t)·u/max(1, rms(u)/d). The averages take 1 − t^γ of what they were.
/// </summary>
/// <remarks>
/// As <c>torch.optim.Adafactor</c>, defaults included; weight decay takes η·λ of a parameter first. Tensors of more than two axes are stacks of matrices; vectors keep all their squares.
/// States: <c>row_var</c> and <c>col_var</c>, or <c>variance</c>. Source: Shazeer and Stern, Adafactor: Adaptive Learning Rates with Sublinear Memory Cost, 2018.
/// </remarks>
public sealed class Adafactor : TensorOptimizer<AdafactorSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="decayPower">γ.</param>
    /// <param name="epsilon">ε₁: its square is the least that squares are taken for.</param>
    /// <param name="leastScale">ε₂.</param>
    /// <param name="threshold">d.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adafactor(double learningRate = 0.01, double decayPower = -0.8, double epsilon = 1.1920928955078125e-7, double leastScale = 1e-3, double threshold = 1, double weightDecay = 0)
        : base(new AdafactorSettings(learningRate, decayPower, epsilon, leastScale, threshold, weightDecay))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="decayPower">γ.</param>
    /// <param name="epsilon">ε₁: its square is the least that squares are taken for.</param>
    /// <param name="leastScale">ε₂.</param>
    /// <param name="threshold">d.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adafactor(IEnumerable<Parameter> parameters, double learningRate = 0.01, double decayPower = -0.8, double epsilon = 1.1920928955078125e-7, double leastScale = 1e-3, double threshold = 1, double weightDecay = 0)
        : this(learningRate, decayPower, epsilon, leastScale, threshold, weightDecay) => Attach(parameters);

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StateNames(Parameter parameter, AdafactorSettings settings) =>
        parameter.Shape.Rank > 1 ? ["row_var", "col_var"] : ["variance"];

    /// <inheritdoc/>
    protected override Shape StateShape(string name, Parameter parameter, AdafactorSettings settings)
    {
        Shape shape = parameter.Shape;
        return name switch
        {
            "row_var" => Shape.Create([.. shape.ToArray()[..^1], 1]),
            "col_var" => Shape.Create([.. shape.ToArray()[..^2], 1, shape[^1]]),
            _ => shape,
        };
    }

    /// <inheritdoc/>
    protected override void Update(TensorUpdate update, AdafactorSettings settings)
    {
        Tensor weight = update.Step.Pow(settings.DecayPower), least = 1 / update.Step.Sqrt();
        Tensor rate = Tensor.Minimum(update.LearningRate, least) * Tensor.Maximum(RootMeanSquare(update.Value), settings.LeastScale);
        if (settings.WeightDecay != 0)
            update.Value *= 1 - (update.LearningRate * settings.WeightDecay);
        Tensor step = update.Gradient / Tensor.Maximum(Squares(update, weight, settings.Epsilon), settings.Epsilon * settings.Epsilon).Sqrt();
        update.Value -= rate / Tensor.Maximum(RootMeanSquare(step) / settings.Threshold, 1) * step;
    }

    static Tensor Squares(TensorUpdate update, Tensor weight, double epsilon)
    {
        Tensor squares = update.Gradient.Square();
        if (update.Value.Rank < 2)
            return update["variance"] = update["variance"].Lerp(squares, weight);
        Tensor rows = update["row_var"] = update["row_var"].Lerp(squares.Mean([-1], keepDims: true), weight);
        Tensor columns = update["col_var"] = update["col_var"].Lerp(squares.Mean([-2], keepDims: true), weight);
        return rows * columns / Tensor.Maximum(rows.Mean([-2], keepDims: true), epsilon);
    }

    static Tensor RootMeanSquare(Tensor tensor) => tensor.Square().Mean().Sqrt();
}
