using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// Says in one line when training silently goes wrong. On by default in <c>Fit</c>, which shows the lines and keeps them in
/// <see cref="History.Warnings"/>; give <c>new TrainingGuard(enabled: false)</c> to do without, or name rules that are to be left out.
/// </summary>
/// <remarks>
/// <para>It looks after the steps 1, 2, 3, 10, 20, 50, 100 and 200, and then ever more rarely; only the loss is followed at each. A look reads norms
/// of gradients, weights and of what the step changed, which a replayed step leaves behind as an eager one does; from step 50 on, one forward of up to 64
/// samples in evaluation mode beside the training, which changes nothing. Training comes to the same bits with a guard and without.</para>
/// <para>In a loop of one's own:</para>
/// <code>
/// TrainingGuard guard = new();
/// foreach ((Tensor x, Tensor y) in loader)
/// {
///     optimizer.ZeroGrad();
///     Tensor loss = Loss.CrossEntropy(network.Call(x), y);
///     loss.Backward();
///     optimizer.Step();
///     foreach (GuardWarning warning in guard.Look(network, optimizer, loss, x, y))
///         Console.WriteLine(warning);
/// }
/// </code>
/// The rules and what to do: docs/guides/guard.md. Each warns once in a training.
/// </remarks>
public sealed class TrainingGuard : Callback
{
    const string Steps = "steps", Losses = "losses";

    static readonly long[] FirstLooks = [1, 2, 3, 10, 20, 50, 100, 200];

    readonly bool _enabled;
    readonly HashSet<string> _except;
    readonly List<GuardWarning> _warnings = [];
    readonly Dictionary<Parameter, Tensor> _before = new(ReferenceEqualityComparer.Instance);
    List<GuardRule> _rules;
    GuardLosses _losses = new();
    long _steps, _looked;
    GradientWatch? _watch;
    History? _history;

    /// <summary>Makes a guard.</summary>
    /// <param name="enabled">False to look away.</param>
    /// <param name="except">Names of rules that are left out, such as <c>dead-relu</c>; see <see cref="RuleNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public TrainingGuard(bool enabled = true, IEnumerable<string>? except = null)
    {
        (_enabled, _except) = (enabled, [.. except ?? []]);
        if (_except.FirstOrDefault(name => !RuleNames.Contains(name)) is { } unknown)
            throw new ArgumentException($"The guard has no rule '{unknown}'. It has: {string.Join(", ", RuleNames)}.", nameof(except));
        _rules = Rules();
    }

    /// <summary>The names of all rules.</summary>
    public static IReadOnlyList<string> RuleNames { get; } = [.. GuardRule.All().Select(rule => rule.Name)];

    /// <summary>What was noticed in this training.</summary>
    public IReadOnlyList<GuardWarning> Warnings => _warnings;

    /// <inheritdoc/>
    protected internal override bool ReadsBatchLoss => _enabled;

    /// <summary>Looks after a step of a loop of one's own: after <c>optimizer.Step()</c>, before the gradients are forgotten.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="loss">The loss of the step.</param>
    /// <param name="input">The batch; null to leave out what needs it.</param>
    /// <param name="target">Its targets; integers are class numbers. Null to leave out what needs them.</param>
    /// <returns>What was noticed now; mostly nothing.</returns>
    public IReadOnlyList<GuardWarning> Look(Module network, Optimizer optimizer, Tensor loss, Tensor? input = null, Tensor? target = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        if (!_enabled)
            return [];
        _losses.Add(loss.Detach().ToDouble());
        _steps++;
        GuardWarning[] found = Ask(new GuardLook(network, optimizer, _losses, _steps, _before) { Inputs = input is null ? [] : [input], Target = target, Arrived = _watch?.Take() }, _steps);
        Keep(network);

        // What arrives in the second and third step is compared with what the parameter then holds.
        _watch?.Dispose();
        _watch = _steps < 3 ? GradientWatch.Of(optimizer) : null;
        return found;
    }

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context)
    {
        _rules = Rules();
        _warnings.Clear();
        _history = context.History;
        _losses = new();
        (_steps, _looked) = (0, 0);
    }

    /// <inheritdoc/>
    protected internal override OrderedDictionary<string, Tensor> StateDict()
    {
        if (!_enabled)
            return [];
        OrderedDictionary<string, Tensor> state = new()
        {
            [Steps] = Tensor.From<long>([_steps, _looked], [2]),
            [Losses] = Numbers(_losses.Memory),
        };
        foreach (GuardRule rule in _rules.Where(rule => rule.Memory.Length > 0))
            state.Add(rule.Name, Numbers(rule.Memory));
        return state;
    }

    // What was noticed before stands in the history, which is there by now.
    /// <inheritdoc/>
    protected internal override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        long[] steps = state[Steps].ToArray<long>();
        (_steps, _looked, _losses.Memory) = (steps[0], steps[1], state[Losses].ToArray<double>());
        _warnings.AddRange(_history?.Warnings ?? []);
        _rules.RemoveAll(rule => _warnings.Exists(warning => warning.Rule == rule.Name));
        foreach (GuardRule rule in _rules)
        {
            if (state.TryGetValue(rule.Name, out Tensor? memory))
                rule.Memory = memory.ToArray<double>();
        }
    }

    /// <inheritdoc/>
    protected internal override void BeforeBatch(TrainingContext context)
    {
        if (_enabled)
            Keep(context.Model.Module);
    }

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context)
    {
        if (!_enabled)
            return;
        _losses.Add(context.BatchLoss);
        _steps++;
        GuardLook look = new(context.Model.Module, context.Model.Optimizer, _losses, _steps, _before)
        {
            Loss = context.Model.CustomStep is null ? context.Model.Loss : null,
            Inputs = context.LastBatch?.Inputs ?? [],
            Target = context.LastBatch?.Targets.FirstOrDefault(),
            Accumulates = context.Accumulate > 1,
            Scales = context.Model.LossScaler is not null,
            Weighs = context.LastBatch?.Weights is not null || context.Model.CustomStep is not null || context.Model is { ClassWeights: not null } or { Loss: BinaryLogitsLoss { Weight: not null } or BinaryLogitsLoss { PositiveWeight: not null } },
        };
        foreach (GuardWarning warning in Ask(look, context.Step, hasGradients: !context.IsUpdated))
        {
            context.History.AddWarning(warning);
            context.Say(warning.ToString());
        }
    }

    List<GuardRule> Rules() => [.. GuardRule.All().Where(rule => !_except.Contains(rule.Name))];

    // After an update that is made of several batches the gradients are zeros: the look waits for the next batch.
    GuardWarning[] Ask(GuardLook look, long step, bool hasGradients = true)
    {
        bool isDue = hasGradients && NextLook(_looked) <= _steps;
        if (isDue)
            _looked = _steps;
        List<GuardWarning> found = [];
        foreach (GuardRule rule in _rules.ToArray())
        {
            if ((!isDue && !rule.FollowsEachStep) || rule.Look(look) is not { } message)
                continue;
            _rules.Remove(rule);
            found.Add(new GuardWarning(rule.Name, step, message));
        }

        _before.Clear();
        _warnings.AddRange(found);
        return [.. found];
    }

    static Tensor Numbers(double[] values) => Tensor.From<double>(values, [values.Length]);

    static long NextLook(long looked)
    {
        foreach (long step in FirstLooks)
        {
            if (step > looked)
                return step;
        }

        return 2 * looked;
    }

    // The weights before a step that will be looked at.
    void Keep(Module module)
    {
        _before.Clear();
        if (NextLook(_looked) > _steps + 1)
            return;
        using GradientScope off = Gradients.Off();
        foreach (Parameter parameter in module.Parameters())
        {
            if (parameter.Trainable)
                _before[parameter] = parameter.Value.Detach().Clone();
        }
    }
}
