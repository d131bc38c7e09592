using Lamina.Autograd;

namespace Lamina.Ops;

/// <summary>
/// One recurrent layer in one direction over a whole sequence, from the input's part of the gates on: that part is one matrix
/// product for all steps, made outside.
/// </summary>
/// <remarks>
/// Inputs: gates [T, B, G·H], recurrent weight [G·H, H], first state [B, H], then LSTM's first cell [B, H] or GRU's bias [G·H],
/// then, if sequences differ in length, int64 lengths [B]. Outputs: the states of all steps [T, B, H], zero beyond a sequence's
/// end; the last state [B, H]; LSTM's last cell. The rest is for the gradient, and is there if <paramref name="Keeps"/>.
/// </remarks>
/// <param name="Cell">The kind of cell.</param>
/// <param name="Reverse">From each sequence's last step to the first.</param>
/// <param name="Keeps">Keep what the gradient needs.</param>
internal sealed partial record RecurrentSequence(RecurrentCell Cell, bool Reverse, bool Keeps) : Op
{
    public override string Name => Cell.Prefix() + "_sequence";

    public override int VisibleOutputs => IsLstm ? 3 : 2;

    bool IsLstm => Cell == RecurrentCell.Lstm;

    // The input of the lengths, if there is one: also the number of the others.
    int LengthsInput => IsLstm || Cell == RecurrentCell.Gru ? 4 : 3;

    /// <summary>Runs the op on tensors of any dtype and layout; outputs have the dtype of the gates.</summary>
    public static Tensor[] Run(RecurrentCell cell, bool reverse, Tensor gates, Tensor weight, Tensor hidden, Tensor? other, Tensor? lengths)
    {
        if (!gates.DType.IsFloatingPoint())
            throw new DTypeException($"{cell.Prefix()}_sequence: gates are floating point; got {gates.Spec}. Convert them with `To`.");
        DType compute = gates.DType == DType.Float64 ? DType.Float64 : DType.Float32;
        List<Tensor> inputs = [Rows(gates.To(compute)), weight.To(compute), hidden.To(compute).Contiguous()];
        if (other is not null)
            inputs.Add(other.To(compute).Contiguous());
        bool keeps = GradMode.Enabled && inputs.Exists(input => input.RequiresGrad);
        if (lengths is not null)
            inputs.Add(lengths.AsIndex($"{cell.Prefix()}_sequence"));
        RecurrentSequence op = new(cell, reverse, keeps);
        Tensor[] outputs = Dispatch.RunAll(op, [.. inputs])[..op.VisibleOutputs];
        return [.. outputs.Select(output => output.To(gates.DType))];
    }

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape gates = inputs[0].Shape, weight = inputs[1].Shape;
        int count = Cell.Gates();
        if (weight.Rank != 2 || weight[1] < 1 || weight[0] != count * weight[1])
            throw new ShapeException($"{Name}: recurrent weights are [{count}·H, H]; got {weight} for gates of {gates}.");
        long size = weight[1];
        if (gates.Rank != 3 || gates[0] < 1 || gates[2] != weight[0])
            throw new ShapeException($"{Name}: recurrent weights of {weight} take gates of [steps, batch, {weight[0]}] with at least one step; got {gates}.");
        Shape state = [gates[1], size];
        Check(inputs[2], state, "a first state", gates);
        if (LengthsInput > 3)
            Check(inputs[3], IsLstm ? state : [weight[0]], IsLstm ? "a first cell" : "a bias", gates);
        if (inputs.Length > LengthsInput)
            Check(inputs[LengthsInput], [gates[1]], "lengths", gates);
        for (int i = 1; i < LengthsInput; i++)
        {
            if (inputs[i].DType != inputs[0].DType)
                throw new DTypeException($"{Name}: gates of {inputs[0].DType.Name()} and an input of {inputs[i]}; all have one dtype.");
        }

        TensorSpec sequence = inputs[0] with { Shape = [gates[0], gates[1], size], Format = MemoryFormat.Contiguous };
        TensorSpec last = sequence with { Shape = state };
        List<TensorSpec> outputs = [sequence, last];
        if (IsLstm)
            outputs.Add(last);
        if (Keeps && Cell.Saved() > 0)
            outputs.Add(sequence with { Shape = [gates[0], gates[1], Cell.Saved() * size] });
        if (Keeps && IsLstm)
            outputs.Add(sequence);
        return [.. outputs];
    }

    public override Saves Saves(ulong needed)
    {
        // The bias of GRU's product is not needed, its sums are saved; for a second gradient all inputs are.
        int lengths = LengthsInput;
        return new Saves((1UL << (lengths + 1)) - 1, Outputs: IsLstm ? 0b11001UL : Cell == RecurrentCell.Gru ? 0b101UL : 0b1UL);
    }

    public override Tensor?[] Backward(BackwardContext context)
    {
        int inputs = context.InputSpecs.Length;
        if (GradMode.Enabled)
            return Decomposed.Gradients(this, context, VisibleOutputs);
        List<Tensor> given = [Rows(context.Gradient), context.GradientOf(1).Contiguous(), context.Input(1), context.Input(2), context.Output(0)];
        if (IsLstm)
            given.AddRange([context.GradientOf(2).Contiguous(), context.Input(3), context.Output(3), context.Output(4)]);
        if (Cell == RecurrentCell.Gru)
            given.Add(context.Output(2));
        if (inputs > LengthsInput)
            given.Add(context.Input(LengthsInput));
        Tensor?[] gradients = new Tensor?[inputs];
        Dispatch.RunAll(new RecurrentSequenceGradient(Cell, Reverse), [.. given]).CopyTo(gradients, 0);
        return gradients;
    }

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs) => RecurrentSteps.Run(
        Cell, Reverse, inputs[0], inputs[1], inputs[2], LengthsInput > 3 ? inputs[3] : null, inputs.Length > LengthsInput ? inputs[LengthsInput] : null);

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 2.0 * inputs[0].Shape.Count * inputs[1].Shape[1] };

    // The kernels read whole rows of units.
    static Tensor Rows(Tensor x) => x.Rank == 0 || x.Layout.Strides[^1] == 1 ? x : x.Contiguous();

    void Check(in TensorSpec input, Shape wanted, string what, Shape gates)
    {
        if (input.Shape != wanted)
            throw new ShapeException($"{Name}: gates of {gates} need {what} of {wanted}; got {input.Shape}.");
    }
}
