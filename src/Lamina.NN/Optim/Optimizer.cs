using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Changes parameters by their gradients. A step is one op over all parameters of a group, in place; parameters without a
/// gradient, and frozen ones, are left as they are, and so is what is kept for them.
/// </summary>
/// <remarks>
/// <code>
/// optimizer.ZeroGrad();
/// loss.Backward();
/// optimizer.Step();
/// </code>
/// An optimizer of one's own derives from <see cref="Optimizer{TSettings}"/>.
/// </remarks>
public abstract partial class Optimizer
{
    readonly List<ParameterGroup> _groups = [];
    readonly HashSet<Parameter> _known = new(ReferenceEqualityComparer.Instance);

    private protected Optimizer()
    {
    }

    /// <summary>The groups, in the order in which they were added.</summary>
    public IReadOnlyList<ParameterGroup> Groups => _groups;

    /// <summary>The parameters of all groups.</summary>
    public IEnumerable<Parameter> Parameters => _groups.SelectMany(group => group.Parameters);

    /// <summary>
    /// The learning rate of the first group. Setting it changes the rates of further groups in the same proportion to the rates
    /// with which they began, so that a schedule serves all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or no number.</exception>
    public double LearningRate
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
    public void Attach(IEnumerable<Parameter> parameters) => Add(parameters, Defaults);

    /// <summary>Forgets the gradients of all parameters. Call it before each Backward; else gradients add up.</summary>
    public void ZeroGrad()
    {
        foreach (ParameterGroup group in _groups)
        {
            foreach (ParameterSlot slot in group.Slots)
                slot.Parameter.Grad = null;
        }
    }

    /// <summary>Changes every parameter that has a gradient.</summary>
    /// <exception cref="InvalidOperationException">The optimizer has no parameters.</exception>
    public void Step()
    {
        if (_groups.Count == 0)
            throw new InvalidOperationException($"{GetType().Name}.Step: no parameters were given. Pass `model.Parameters()` to the constructor, or call `Attach` with them.");
        using (Gradients.Off())
        {
            foreach (ParameterGroup group in _groups)
            {
                UpdateOp update = UpdateOf(group.Settings);
                Step(group, update, wide: false);
                Step(group, update, wide: true);
            }
        }
    }

    private protected abstract UpdateOp UpdateOf(OptimizerSettings settings);

    private protected abstract Tensor MakeStateOf(string name, Parameter parameter, OptimizerSettings settings);

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

    // Float64 parameters are computed in other lanes, so they have an op of their own.
    void Step(ParameterGroup group, UpdateOp update, bool wide)
    {
        IReadOnlyList<string> names = update.StateNames;
        List<Tensor>? inputs = null;
        foreach (ParameterSlot slot in group.Slots)
        {
            Parameter parameter = slot.Parameter;
            if (!slot.IsDue || parameter.DType == DType.Float64 != wide)
                continue;
            slot.Prepare(names, name => MakeStateOf(name, parameter, group.Settings));
            inputs ??= new List<Tensor>(1 + (group.Slots.Length * update.InputsEach)) { group.Rate };
            inputs.Add(parameter.Value);
            inputs.Add(slot.Gradient());
            inputs.Add(slot.Steps!);
            inputs.AddRange(slot.States);
        }

        if (inputs is not null)
            Dispatch.RunAll(update, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(inputs));
    }
}
