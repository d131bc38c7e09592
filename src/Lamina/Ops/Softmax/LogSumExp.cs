using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>ln Σ eˣ over all elements, or along some axes, without overflow. Nothing but −∞ gives −∞ with gradient 0. Integers give float32.</summary>
        /// <param name="axes">The axes to sum over; all without any.</param>
        public Tensor LogSumExp(params ReadOnlySpan<int> axes) => LogSumExp(axes, keepDims: false);

        /// <inheritdoc cref="LogSumExp(ReadOnlySpan{int})"/>
        /// <param name="axes">The axes to sum over; all if empty.</param>
        /// <param name="keepDims">True to keep the summed axes with size 1.</param>
        public Tensor LogSumExp(ReadOnlySpan<int> axes, bool keepDims)
        {
            uint mask = AxisSets.Mask(Shape, AxisSets.Of(Shape, axes));
            Shape result = AxisSets.Reduced(Shape, mask, keepDims);
            DType dtype = DType.ToFloating();

            // The summed axes behind the others, as one.
            int[] order = [.. Enumerable.Range(0, Rank).OrderBy(axis => mask >> axis & 1)];
            Shape kept = AxisSets.Reduced(Shape, mask, keepDims: false);
            Tensor rows = To(dtype == DType.Float64 ? dtype : DType.Float32).Permute(order);
            long length = 1;
            for (int axis = 0; axis < Rank; axis++)
                length *= (mask >> axis & 1) != 0 ? Shape[axis] : 1;
            return Dispatch.Run(new LogSumExp(), rows.Contiguous().Reshape([.. kept, length]).Contiguous()).Reshape(result).To(dtype);
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>The logarithm of the sum of exponentials of rows, which become rows of length 1.</summary>
    internal sealed partial record LogSumExp : RowOp
    {
        public override string Name => "logsumexp";

        public override FusionRole Fusion => FusionRole.Reduction;

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            [inputs[0] with { Shape = inputs[0].Shape.With(-1, 1), Format = MemoryFormat.Contiguous }];

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: 1);

        // A sum of nothing but e^−∞ has the logarithm −∞, and −∞ − (−∞) would be NaN: shift such rows by 0.
        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor sum = context.Output();
            return [context.Gradient * (context.Input(0) - sum.MaskedFill(sum.EqualTo(double.NegativeInfinity), 0.0)).Exp()];
        }
    }
}
