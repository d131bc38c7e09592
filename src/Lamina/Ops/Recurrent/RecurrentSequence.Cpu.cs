using System.Numerics;
using Lamina.Cpu.Products;
using Lamina.Cpu.Recurrent;

namespace Lamina.Ops;

internal sealed unsafe partial record RecurrentSequence
{
    internal override int PackedInput => 1;

    internal override long PackedBytes(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape weight = inputs[1].Shape;
        return inputs[1].DType == DType.Float64
            ? sizeof(double) * PackedProduct.Elements<double>(weight[0], weight[1])
            : sizeof(float) * PackedProduct.Elements<float>(weight[0], weight[1]);
    }

    internal override void Pack(KernelCall call)
    {
        Operand weight = call.Inputs[1];
        if (weight.DType == DType.Float64)
            Recurrence.Pack(View<double>(weight), weight.Shape[0], weight.Shape[1], (double*)call.Packed);
        else
            Recurrence.Pack(View<float>(weight), weight.Shape[0], weight.Shape[1], (float*)call.Packed);
    }

    static MatrixView<T> View<T>(in Operand weight)
        where T : unmanaged => new((T*)weight.Address, weight.Strides[0], weight.Strides[1]);

    protected internal override void Compute(KernelCall call)
    {
        if (call.Outputs[0].DType == DType.Float64)
        {
            SequenceCall<double> sequence = Call<double>(call);
            switch (Cell)
            {
                case RecurrentCell.Lstm: Recurrence.Forward<LstmCell>(&sequence); break;
                case RecurrentCell.Gru: Recurrence.Forward<GruCell>(&sequence); break;
                case RecurrentCell.RnnRelu: Recurrence.Forward<RnnCell<ReluOfRnn>>(&sequence); break;
                case RecurrentCell.RnnSigmoid: Recurrence.Forward<RnnCell<SigmoidOfRnn>>(&sequence); break;
                default: Recurrence.Forward<RnnCell<TanhOfRnn>>(&sequence); break;
            }
        }
        else
        {
            SequenceCall<float> sequence = Call<float>(call);
            switch (Cell)
            {
                case RecurrentCell.Lstm: Recurrence.Forward<LstmCell>(&sequence); break;
                case RecurrentCell.Gru: Recurrence.Forward<GruCell>(&sequence); break;
                case RecurrentCell.RnnRelu: Recurrence.Forward<RnnCell<ReluOfRnn>>(&sequence); break;
                case RecurrentCell.RnnSigmoid: Recurrence.Forward<RnnCell<SigmoidOfRnn>>(&sequence); break;
                default: Recurrence.Forward<RnnCell<TanhOfRnn>>(&sequence); break;
            }
        }
    }

    SequenceCall<T> Call<T>(KernelCall call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Operand gates = call.Inputs[0], weight = call.Inputs[1];
        SequenceCall<T> sequence = new()
        {
            Steps = gates.Shape[0],
            Batch = gates.Shape[1],
            Size = weight.Shape[1],
            Reverse = Reverse,
            Weight = View<T>(weight),
            PackedWeight = (T*)call.Packed,
            FirstHidden = (T*)call.Inputs[2].Address,
            Input = (T*)gates.Address,
            InputStep = gates.Strides[0],
            InputRow = gates.Strides[1],
            Output = (T*)call.Outputs[0].Address,
            LastHidden = (T*)call.Outputs[1].Address,
        };
        if (IsLstm)
        {
            sequence.FirstCell = (T*)call.Inputs[3].Address;
            sequence.LastCell = (T*)call.Outputs[2].Address;
            sequence.Cells = Keeps ? (T*)call.Outputs[4].Address : null;
        }

        if (Cell == RecurrentCell.Gru)
            sequence.Bias = (T*)call.Inputs[3].Address;
        if (Keeps && Cell.Saved() > 0)
            sequence.Saved = (T*)call.Outputs[VisibleOutputs].Address;
        if (call.Inputs.Length > LengthsInput)
        {
            sequence.Lengths = (long*)call.Inputs[LengthsInput].Address;
            for (long i = 0; i < sequence.Batch; i++)
            {
                if ((ulong)sequence.Lengths[i] > (ulong)sequence.Steps)
                    throw new IndexException($"{Name}: sequence {i} has length {sequence.Lengths[i]}; lengths lie between 0 and the {sequence.Steps} steps there are.");
            }
        }

        return sequence;
    }
}
