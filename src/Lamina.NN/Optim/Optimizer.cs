namespace Lamina.NN;

/// <summary>
/// Changes parameters by their gradients, in place; parameters without a gradient, and frozen ones, are left as they are, and so is
/// what is kept for them.
/// </summary>
/// <remarks>
/// <para>A float16 or bfloat16 parameter has a float32 master copy here, which the steps change; the parameter is its rounding. Who writes to
/// the parameter himself need not care: elements that are no longer the master's rounding are taken over.</para>
/// <code>
/// optimizer.ZeroGrad();
/// loss.Backward();
/// optimizer.Step();
/// </code>
/// An optimizer of one's own derives from <see cref="FormulaOptimizer{TSettings}"/> or <see cref="TensorOptimizer{TSettings}"/>.
/// </remarks>
public abstract partial class Optimizer
{
    readonly List<ParameterGroup> _groups = [];
    readonly HashSet<Parameter> _known = new(ReferenceEqualityComparer.Instance);

    private protected Optimizer()
    {
    }

    /// <summary>The groups, in the order in which they were added.</summary>
    public virtual IReadOnlyList<ParameterGroup> Groups => _groups;

    /// <summary>The groups whose parameters this object itself keeps states for.</summary>
    private protected IReadOnlyList<ParameterGroup> OwnGroups => _groups;

    /// <summary>The parameters of all groups.</summary>
    public IEnumerable<Parameter> Parameters => Groups.SelectMany(group => group.Parameters);

    /// <summary>
    /// The learning rate of the first group. Setting it changes the rates of further groups in the same proportion to the rates
    /// with which they began, so that a schedule serves all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or no number.</exception>
    public virtual double LearningRate
    {
        get => _groups.Count > 0 ? _groups[0].LearningRate : Defaults.LearningRate;
        set
        {
            if (_groups.Count == 0)
                ChangeDefaults(value);
            double first = _groups.Count > 0 ? _groups[0].InitialLearningRate : 0;
            foreach (ParameterGroup group in _groups)
                group.LearningRate = first > 0 ? value * (group.InitialLearningRate / first) : value;
        }
    }

    /// <summary>The settings of groups that name none of their own.</summary>
    private protected abstract OptimizerSettings Defaults { get; }

    /// <summary>Adds a group of parameters with the settings of the constructor: for optimizers made without parameters.</summary>
    /// <exception cref="ArgumentException">A parameter is there already.</exception>
    public virtual void Attach(IEnumerable<Parameter> parameters) => Add(parameters, Defaults);

    /// <summary>Forgets the gradients of all parameters. Call it before each Backward; else gradients add up.</summary>
    public void ZeroGrad()
    {
        foreach (ParameterGroup group in _groups)
        {
            foreach (ParameterSlot slot in group.Slots)
                slot.Parameter.Grad = null;
        }
    }

    /// <summary>Changes every parameter that has a gradient, and brings it to its <see cref="Parameter.Constraint"/>.</summary>
    /// <exception cref="InvalidOperationException">The optimizer has no parameters.</exception>
    public void Step() => Step(skip: null);

    /// <summary>A step that leaves everything as it is where a tensor says so, without a look at it from the host.</summary>
    /// <param name="skip">Bool, 0-d; null to step in any case.</param>
    internal virtual void Step(Tensor? skip)
    {
        if (_groups.TrueForAll(group => group.Slots.Length == 0))
            throw new InvalidOperationException($"{GetType().Name}.Step: it has no parameters. Pass `network.Parameters()` to the constructor, or call `Attach` with them; a network whose layers wait for the shape of their input has none before `network.Build(example)`.");
        using (Gradients.Off())
        {
            foreach (ParameterGroup group in _groups)
            {
                StepGroup(group, skip);
                Constrain(group);
            }
        }
    }

    private protected abstract void StepGroup(ParameterGroup group, Tensor? skip);

    private protected abstract IReadOnlyList<string> StateNamesOf(Parameter parameter, OptimizerSettings settings);

    private protected abstract Tensor MakeStateOf(string name, Parameter parameter, OptimizerSettings settings);

    private protected virtual Shape StateShapeOf(string name, Parameter parameter, OptimizerSettings settings) => parameter.Shape;

    /// <summary>The slots of a group that this step changes, with all that is kept for them.</summary>
    private protected IEnumerable<ParameterSlot> Due(ParameterGroup group)
    {
        foreach (ParameterSlot slot in group.Slots)
        {
            if (!slot.IsDue)
                continue;
            slot.Prepare(StateNamesOf(slot.Parameter, group.Settings), name => MakeStateOf(name, slot.Parameter, group.Settings));
            yield return slot;
        }
    }

    private protected abstract void ChangeDefaults(double learningRate);

    private protected void Add(IEnumerable<Parameter> parameters, OptimizerSettings settings)
    {
        Parameter[] list = [.. parameters];
        HashSet<Parameter> known = new(_known, ReferenceEqualityComparer.Instance);
        for (int i = 0; i < list.Length; i++)
        {
            if (!known.Add(list[i]))
                throw new ArgumentException($"{GetType().Name}: parameter {i} of group {_groups.Count} ({list[i]}) is in this optimizer already. A parameter stands in one group, once.", nameof(parameters));
            if (!list[i].Value.Layout.IsDense)
                throw new ArgumentException($"{GetType().Name}: parameter {i} of group {_groups.Count} ({list[i]}) is a view with gaps. Make it of a `Clone()`.", nameof(parameters));
        }

        _groups.Add(new ParameterGroup(list, settings));
        _known.UnionWith(list);
    }
}
