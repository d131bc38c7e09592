using System.Numerics;
using Lamina.Cpu.Products;
using Lamina.Cpu.Recurrent;

namespace Lamina.Ops;

internal sealed unsafe partial record RecurrentSequenceGradient
{
    protected internal override void Compute(KernelCall call)
    {
        nint weight = call.Outputs[1].Address, bias = IsGru ? call.Outputs[3].Address : 0;
        if (call.Outputs[0].DType == DType.Float64)
        {
            SequenceCall<double> sequence = Call<double>(call);
            switch (Cell)
            {
                case RecurrentCell.Lstm: Recurrence.Backward<LstmCell>(&sequence, (double*)weight, (double*)bias); break;
                case RecurrentCell.Gru: Recurrence.Backward<GruCell>(&sequence, (double*)weight, (double*)bias); break;
                case RecurrentCell.RnnRelu: Recurrence.Backward<RnnCell<ReluOfRnn>>(&sequence, (double*)weight, (double*)bias); break;
                case RecurrentCell.RnnSigmoid: Recurrence.Backward<RnnCell<SigmoidOfRnn>>(&sequence, (double*)weight, (double*)bias); break;
                default: Recurrence.Backward<RnnCell<TanhOfRnn>>(&sequence, (double*)weight, (double*)bias); break;
            }
        }
        else
        {
            SequenceCall<float> sequence = Call<float>(call);
            switch (Cell)
            {
                case RecurrentCell.Lstm: Recurrence.Backward<LstmCell>(&sequence, (float*)weight, (float*)bias); break;
                case RecurrentCell.Gru: Recurrence.Backward<GruCell>(&sequence, (float*)weight, (float*)bias); break;
                case RecurrentCell.RnnRelu: Recurrence.Backward<RnnCell<ReluOfRnn>>(&sequence, (float*)weight, (float*)bias); break;
                case RecurrentCell.RnnSigmoid: Recurrence.Backward<RnnCell<SigmoidOfRnn>>(&sequence, (float*)weight, (float*)bias); break;
                default: Recurrence.Backward<RnnCell<TanhOfRnn>>(&sequence, (float*)weight, (float*)bias); break;
            }
        }
    }

    SequenceCall<T> Call<T>(KernelCall call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Operand gradient = call.Inputs[0], weight = call.Inputs[2];
        SequenceCall<T> sequence = new()
        {
            Steps = gradient.Shape[0],
            Batch = gradient.Shape[1],
            Size = gradient.Shape[2],
            Reverse = Reverse,
            Weight = new MatrixView<T>((T*)weight.Address, weight.Strides[0], weight.Strides[1]),
            Input = (T*)gradient.Address,
            InputStep = gradient.Strides[0],
            InputRow = gradient.Strides[1],
            LastHidden = (T*)call.Inputs[1].Address,
            FirstHidden = (T*)call.Inputs[3].Address,
            Output = (T*)call.Inputs[4].Address,
            GateGradient = (T*)call.Outputs[0].Address,
            FirstHiddenGradient = (T*)call.Outputs[2].Address,
            FirstGateGradient = (T*)call.Workspace,
        };
        if (IsLstm)
        {
            sequence.LastCell = (T*)call.Inputs[5].Address;
            sequence.FirstCell = (T*)call.Inputs[6].Address;
            sequence.Saved = (T*)call.Inputs[7].Address;
            sequence.Cells = (T*)call.Inputs[8].Address;
            sequence.FirstCellGradient = (T*)call.Outputs[3].Address;
        }

        if (IsGru)
        {
            sequence.Saved = (T*)call.Inputs[5].Address;
            sequence.ProductGateGradient = (T*)call.Workspace + (sequence.Batch * weight.Shape[0]);
        }

        if (call.Inputs.Length > LengthsInput)
            sequence.Lengths = (long*)call.Inputs[LengthsInput].Address;
        return sequence;
    }
}
