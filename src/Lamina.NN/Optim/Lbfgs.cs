namespace Lamina.NN;

/// <summary>
/// L-BFGS: steps along −H·g, where H is the inverse of the loss's curvature as the last changes of parameters and gradients show it. For
/// small problems whose loss is computed over all data.
/// </summary>
/// <remarks>
/// <code>
/// Lbfgs optimizer = new(model.Parameters(), strongWolfe: true);
/// Tensor loss = optimizer.Step(() =>
/// {
///     optimizer.ZeroGrad();
///     Tensor value = Loss.MeanSquaredError(model.Forward(x), y);
///     value.Backward();
///     return value;
/// });
/// </code>
/// As <c>torch.optim.LBFGS</c>, defaults included. All parameters are one vector, in one group. How often the loss is evaluated depends on its values, so a
/// step runs eagerly and not in a captured one, nor in <c>Fit</c>. State, of the first parameter: <c>func_evals</c>, <c>n_iter</c>, <c>d</c>, <c>t</c>,
/// <c>old_dirs</c> and <c>old_stps</c> [changes, elements], <c>ro</c>, <c>H_diag</c>, <c>prev_flat_grad</c>.
/// Source: Liu and Nocedal, On the Limited Memory BFGS Method for Large Scale Optimization, 1989; line search: Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6.
/// </remarks>
public sealed class Lbfgs : Optimizer<LbfgsSettings>
{
    LbfgsMemory _memory = new();

    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">The length of a step, or with a line search its first guess.</param>
    /// <param name="maxIterations">Directions in one step, at most.</param>
    /// <param name="maxEvaluations">Evaluations of the loss in one step, at most; null for five quarters of the iterations.</param>
    /// <param name="gradientTolerance">The largest magnitude of the gradient at which nothing is left to do.</param>
    /// <param name="changeTolerance">The change of loss or parameters at which a step ends.</param>
    /// <param name="history">How many past changes the curvature is known from.</param>
    /// <param name="strongWolfe">True to search each direction for a point that fulfils the strong Wolfe conditions.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Lbfgs(double learningRate = 1, int maxIterations = 20, int? maxEvaluations = null, double gradientTolerance = 1e-7, double changeTolerance = 1e-9, int history = 100, bool strongWolfe = false)
        : base(new LbfgsSettings(learningRate, maxIterations, maxEvaluations, gradientTolerance, changeTolerance, history, strongWolfe))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <inheritdoc cref="Lbfgs(double, int, int?, double, double, int, bool)"/>
    /// <param name="learningRate"></param>
    /// <param name="maxIterations"></param>
    /// <param name="maxEvaluations"></param>
    /// <param name="gradientTolerance"></param>
    /// <param name="changeTolerance"></param>
    /// <param name="history"></param>
    /// <param name="strongWolfe"></param>
    public Lbfgs(IEnumerable<Parameter> parameters, double learningRate = 1, int maxIterations = 20, int? maxEvaluations = null, double gradientTolerance = 1e-7, double changeTolerance = 1e-9, int history = 100, bool strongWolfe = false)
        : this(learningRate, maxIterations, maxEvaluations, gradientTolerance, changeTolerance, history, strongWolfe) => Attach(parameters);

    /// <summary>Evaluates the loss as often as needed, and moves the parameters.</summary>
    /// <param name="closure">Sets gradients to none, computes the loss, calls Backward, and gives the loss.</param>
    /// <returns>The loss before the first move.</returns>
    /// <exception cref="InvalidOperationException">There are no parameters, or they stand in several groups.</exception>
    public Tensor Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        if (Groups.Count != 1)
            throw new InvalidOperationException($"Lbfgs.Step: {Groups.Count} groups of parameters. It sees all parameters as one vector: give them in one group.");
        LbfgsSettings settings = (LbfgsSettings)Groups[0].Settings;
        FlatParameters flat = new(Groups[0].Parameters);
        Tensor first = closure().Detach();
        LinePoint now = flat.Take(0, first);
        int evaluations = 1;
        for (int i = 1; LargestOf(now.Gradient) > settings.GradientTolerance; i++)
        {
            Tensor direction = _memory.Next(now.Gradient, settings);
            double slope = Number(now.Gradient.Dot(direction));
            if (slope > -settings.ChangeTolerance)
                break;
            LinePoint before = now with { Rate = 0, Slope = slope };
            Tensor[] start = flat.Copy();
            bool isLast = i == settings.MaxIterations;
            if (settings.StrongWolfe)
            {
                LineSearch search = new(rate => flat.Evaluate(closure, start, direction, rate), before, LargestOf(direction), settings.ChangeTolerance);
                now = search.Run(_memory.Rate);
                _memory.Rate = now.Rate;
                flat.Move(start, direction, now.Rate);
                evaluations += search.Evaluations;
            }
            else if (isLast)
            {
                flat.Move(start, direction, _memory.Rate);
            }
            else
            {
                now = flat.Evaluate(closure, start, direction, _memory.Rate);
                evaluations++;
            }

            if (isLast || evaluations >= (settings.MaxEvaluations ?? settings.MaxIterations * 5 / 4)
                || LargestOf(direction) * _memory.Rate <= settings.ChangeTolerance || Math.Abs(now.Value - before.Value) < settings.ChangeTolerance)
                break;
        }

        _memory.Evaluations += evaluations;
        return first;
    }

    /// <inheritdoc/>
    public override OrderedDictionary<string, Tensor> StateDict()
    {
        OrderedDictionary<string, Tensor> dict = base.StateDict();
        _memory.Write(dict, "state.0.");
        return dict;
    }

    /// <inheritdoc/>
    public override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        LbfgsMemory memory = LbfgsMemory.Read(state, "state.0.", Parameters.Sum(parameter => parameter.Count));
        base.LoadStateDict(state.Where(pair => !LbfgsMemory.Keys.Any(key => pair.Key == "state.0." + key)).ToDictionary(pair => pair.Key, pair => pair.Value));
        _memory = memory;
    }

    internal override void Step(Tensor? skip) =>
        throw new InvalidOperationException("Lbfgs.Step: L-BFGS evaluates the loss several times in a step. Call `optimizer.Step(closure)`, in a loop of your own.");

    private protected override void StepGroup(ParameterGroup group, Tensor? skip) => Step(skip);

    private protected override IReadOnlyList<string> StateNamesOf(Parameter parameter, OptimizerSettings settings) => [];

    internal static double Number(Tensor tensor) => tensor.ToDouble();

    static double LargestOf(Tensor vector) => vector.Count == 0 ? 0 : Number(vector.Abs().Max());
}
