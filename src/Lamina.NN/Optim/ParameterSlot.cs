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

    /// <summary>The float32 values of a 16-bit parameter; null for others, and before the first update.</summary>
    public Tensor? Master { get; private set; }

    public bool IsDue => parameter is { Trainable: true, Grad: not null };

    /// <summary>16-bit parameters have float32 states: their own dtype could not hold the small changes of an average.</summary>
    public DType StateDType => parameter.DType == DType.Float64 ? DType.Float64 : DType.Float32;

    /// <summary>Makes what is missing. Nothing of it is recorded: a replay of the first step must not begin anew.</summary>
    public void Prepare(IReadOnlyList<string> names, Func<string, Tensor> make)
    {
        if (Master is not null || IsShort)
            PrepareMaster();
        if (Steps is not null && States.Length == names.Count && Array.TrueForAll(States, Fits))
            return;
        using Trace trace = Trace.Open();
        Tensor[] states = new Tensor[names.Count];
        for (int i = 0; i < states.Length; i++)
            states[i] = LaidOut(States.Length == states.Length ? States[i] : make(names[i]), StateDType);
        (Steps, States) = (Steps ?? Tensor.From<long>([0], []), states);
    }

    /// <summary>What a step changes: the parameter, or its master brought up to date.</summary>
    public Tensor Begin()
    {
        if (Master is null)
            return parameter.Value;

        // Whoever wrote to the parameter since the last step left elements that are not the master's rounding.
        Tensor same = Master.To(parameter.DType).EqualTo(parameter.Value);
        return Master.CopyFrom(Tensor.Where(same, Master, parameter.Value.To(DType.Float32)));
    }

    /// <summary>Rounds the master to the parameter.</summary>
    public void End()
    {
        if (Master is not null)
            parameter.Value.CopyFrom(Master);
    }

    /// <summary>Takes values read from a state dict; none at all to begin anew.</summary>
    public void Load(Tensor? steps, Tensor[] states, Tensor? master) =>
        (Steps, States, Master) = (steps?.Reshape(Shape.Empty).To(DType.Int64).Clone(), [.. states.Select(state => LaidOut(state.Clone(), StateDType))], master is null || !IsShort ? null : LaidOut(master.Clone(), DType.Float32));

    /// <summary>The gradient, brought to the order of the parameter in memory.</summary>
    public Tensor Gradient() => LaidOut(parameter.Grad!, parameter.Grad!.DType);

    bool IsShort => parameter.DType is DType.Float16 or DType.BFloat16;

    void PrepareMaster()
    {
        if (IsShort == Master is not null && (Master is null || LiesAs(Master)))
            return;
        using Trace trace = Trace.Open();
        Master = IsShort ? LaidOut(Master ?? parameter.Value.To(DType.Float32), DType.Float32) : null;
    }

    bool Fits(Tensor state) => state.DType == StateDType && LiesAs(state);

    // What has the parameter's shape lies as it does; anything else is contiguous.
    bool LiesAs(Tensor tensor) => tensor.Layout.IsDense && tensor.Layout.IsContiguous == (tensor.Shape != parameter.Shape || parameter.Value.Layout.IsContiguous);

    Tensor LaidOut(Tensor tensor, DType dtype)
    {
        if (tensor.DType == dtype && LiesAs(tensor))
            return tensor;
        Tensor result = Dispatch.Allocate(tensor.Shape == parameter.Shape ? new TensorSpec(dtype, tensor.Shape, parameter.Value.Layout.Format) : new TensorSpec(dtype, tensor.Shape));
        return Dispatch.Run(new CopyInto(), result, tensor.Detach());
    }
}
