namespace Lamina.Ops;

/// <summary>
/// The gradients of <see cref="RecurrentSequence"/>. Inputs: those of the outputs and of the last state, the weight, the first
/// state, the outputs; for LSTM that of the last cell, the first cell, the saved gates and cells; for GRU the saved gates;
/// the lengths, if there are any. Outputs: gradients of the gates, the weight, the first state, and LSTM's first cell or GRU's bias.
/// </summary>
internal sealed partial record RecurrentSequenceGradient(RecurrentCell Cell, bool Reverse) : Op
{
    public override string Name => Cell.Prefix() + "_sequence_gradient";

    public override string NonDifferentiable => "second derivatives go through the single steps";

    bool IsLstm => Cell == RecurrentCell.Lstm;

    bool IsGru => Cell == RecurrentCell.Gru;

    int LengthsInput => IsLstm ? 9 : IsGru ? 6 : 5;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape sequence = inputs[0].Shape;
        long gates = inputs[2].Shape[0];
        TensorSpec dense = inputs[0] with { Format = MemoryFormat.Contiguous };
        List<TensorSpec> outputs =
        [
            dense with { Shape = [sequence[0], sequence[1], gates] },
            dense with { Shape = inputs[2].Shape },
            dense with { Shape = inputs[3].Shape },
        ];
        if (IsLstm)
            outputs.Add(outputs[2]);
        if (IsGru)
            outputs.Add(dense with { Shape = [gates] });
        return [.. outputs];
    }

    // Gates of the first steps; for GRU also those of the product.
    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs)
    {
        long first = inputs[0].Shape[1] * inputs[2].Shape[0] * inputs[0].DType.Size();
        return first + (IsGru ? outputs[0].Bytes : 0);
    }

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 4.0 * outputs[0].Shape.Count * inputs[2].Shape[1] };
}
