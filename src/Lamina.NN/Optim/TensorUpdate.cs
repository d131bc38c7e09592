namespace Lamina.NN;

/// <summary>One update of one parameter, as a <see cref="TensorOptimizer{TSettings}"/> sees it. What is set is written in place.</summary>
public sealed class TensorUpdate
{
    readonly ParameterSlot _slot;
    readonly IReadOnlyList<string> _names;
    readonly Tensor? _skip;
    readonly Tensor _value;

    internal TensorUpdate(ParameterSlot slot, IReadOnlyList<string> names, Tensor rate, Tensor? skip)
    {
        (_slot, _names, _skip, LearningRate) = (slot, names, skip, rate);
        _value = slot.Begin();
        Gradient = slot.Gradient().To(_value.DType);
        Write(slot.Steps!, slot.Steps! + 1);
        Step = slot.Steps!.To(DType.Float64);
    }

    /// <summary>The parameter's values: float64 as the parameter, else float32.</summary>
    public Tensor Value
    {
        get => _value;
        set => Write(_value, value);
    }

    /// <summary>The gradient, in the dtype of the values.</summary>
    public Tensor Gradient { get; }

    /// <summary>The learning rate: float64, 0-d.</summary>
    public Tensor LearningRate { get; }

    /// <summary>The number of this update, from 1: float64, 0-d.</summary>
    public Tensor Step { get; }

    /// <summary>A state, in the dtype of the values.</summary>
    /// <param name="name">One of the optimizer's names for this parameter.</param>
    public Tensor this[string name]
    {
        get => _slot.States[Place(name)];
        set => Write(_slot.States[Place(name)], value);
    }

    int Place(string name)
    {
        for (int i = 0; i < _names.Count; i++)
        {
            if (_names[i] == name)
                return i;
        }

        throw new ArgumentException($"The optimizer keeps no '{name}' for {_slot.Parameter}. It keeps: {string.Join(", ", _names)}.", nameof(name));
    }

    void Write(Tensor target, Tensor value) => target.CopyFrom(_skip is null ? value : Tensor.Where(_skip, target, value));
}
