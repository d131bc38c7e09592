using Lamina.Graphs;
using Lamina.Ops;

namespace Lamina.NN;

/// <summary>A parameter with what an optimizer keeps for it: the number of its updates, and the states, made at the first.</summary>
internal sealed class ParameterSlot(Parameter parameter)
{
    public Parameter Parameter => parameter;

    /// <summary>Updates so far: int64, 0-d. Null before the first.</summary>
    public Tensor? Steps { get; private set; }

    /// <summary>The states, in the order of the update's names.</summary>
    public Tensor[] States { get; private set; } = [];

    public bool IsDue => parameter is { Trainable: true, Grad: not null };

    /// <summary>16-bit parameters have float32 states: their own dtype could not hold the small changes of an average.</summary>
    public DType StateDType => parameter.DType == DType.Float64 ? DType.Float64 : DType.Float32;

    /// <summary>Makes what is missing. Nothing of it is recorded: a replay of the first step must not begin anew.</summary>
    public void Prepare(IReadOnlyList<string> names, Func<string, Tensor> make)
    {
        if (Steps is not null && States.Length == names.Count && Array.TrueForAll(States, Fits))
            return;
        using Trace trace = Trace.Open();
        Tensor[] states = new Tensor[names.Count];
        for (int i = 0; i < states.Length; i++)
            states[i] = LaidOut(States.Length == states.Length ? States[i] : make(names[i]), StateDType);
        (Steps, States) = (Steps ?? Tensor.From<long>([0], []), states);
    }

    /// <summary>Takes values read from a state dict; none at all to begin anew.</summary>
    public void Load(Tensor? steps, Tensor[] states) =>
        (Steps, States) = (steps?.Reshape(Shape.Empty).To(DType.Int64).Clone(), [.. states.Select(state => LaidOut(state.Clone(), StateDType))]);

    /// <summary>The gradient, brought to the order of the parameter in memory.</summary>
    public Tensor Gradient() => LaidOut(parameter.Grad!, parameter.Grad!.DType);

    bool Fits(Tensor state) => state.DType == StateDType && LiesAs(state.Layout);

    bool LiesAs(Layout layout) => layout.IsDense && layout.IsContiguous == parameter.Value.Layout.IsContiguous;

    Tensor LaidOut(Tensor tensor, DType dtype)
    {
        if (tensor.DType == dtype && LiesAs(tensor.Layout))
            return tensor;
        Tensor result = Dispatch.Allocate(new TensorSpec(dtype, tensor.Shape, parameter.Value.Layout.Format));
        return Dispatch.Run(new CopyInto(), result, tensor.Detach());
    }
}
