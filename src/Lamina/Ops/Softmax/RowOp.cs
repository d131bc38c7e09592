using System.Runtime.CompilerServices;

namespace Lamina.Ops;

/// <summary>
/// An op on the rows of its inputs: float32 or float64, contiguous, all of one shape with the rows along the last axis.
/// </summary>
internal abstract record RowOp : Op
{
    /// <summary>Brings an axis to the end and a 16-bit dtype to float32, runs, and takes both back.</summary>
    public static Tensor Along(Tensor x, int axis, Func<Tensor, Tensor> run, [CallerMemberName] string operation = "")
    {
        if (x.Rank == 0)
            return Along(x.Reshape(1), 0, run).Reshape([]);
        int at = x.Axis(axis, operation), last = x.Rank - 1;
        DType result = x.DType.ToFloating();
        Tensor rows = x.To(result == DType.Float64 ? DType.Float64 : DType.Float32);
        return (at == last ? run(rows.Contiguous()) : run(rows.Transpose(at, last).Contiguous()).Transpose(at, last)).To(result);
    }

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Format = MemoryFormat.Contiguous }];

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs)
    {
        Cost cost = base.Cost(inputs, outputs);
        return cost with { Flops = 4 * (double)inputs[0].Shape.Count };
    }
}
