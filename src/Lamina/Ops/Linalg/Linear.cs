using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x · weightᵀ + bias over the last axis, as PyTorch's <c>linear</c>.</summary>
        /// <param name="weight">[outFeatures, inFeatures].</param>
        /// <param name="bias">[outFeatures], or null.</param>
        /// <returns>[.., outFeatures] for this tensor of [.., inFeatures].</returns>
        /// <exception cref="ShapeException">The last axis is not inFeatures.</exception>
        public Tensor Linear(Tensor weight, Tensor? bias = null)
        {
            if (Rank == 0 || weight.Rank != 2 || Shape[^1] != weight.Shape[1])
                throw new ShapeException($"linear: a weight of {weight.Shape} takes inputs whose last axis is {(weight.Rank == 2 ? weight.Shape[1] : 0)}; got {Shape}. Build the layer for {(Rank == 0 ? 1 : Shape[^1])} features, or use `Flatten` or `Reshape` on the input.");
            DType result = Precision.ResultOf(DTypes.Promote(DType, weight.DType));
            if (bias is not null && DType.Size() < 4 && DType.IsFloatingPoint() && (weight.DType, bias.DType) == (DType.Float32, DType.Float32) && result.Size() < 4)
                return To(DType.Float32).Linear(weight, bias);
            if (bias is null || DType != weight.DType || DType != bias.DType || DType.Size() < 4 || !DType.IsFloatingPoint())
                return bias is null ? MatMul(weight.T) : MatMul(weight.T) + bias;
            Tensor rows = Rank == 2 ? this : Reshape(-1, Shape[^1]);
            return Dispatch.Run(new Linear(), rows, weight, bias).Reshape([.. Shape[..^1], weight.Shape[0]]).To(result);
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>Matrix product with the bias added while the result is in registers: [N, I], [O, I], [O] → [N, O].</summary>
    internal sealed partial record Linear : Op
    {
        public override string Name => "linear";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape x = inputs[0].Shape, w = inputs[1].Shape;
            if (inputs[2].Shape.Rank != 1 || inputs[2].Shape[0] != w[0])
                throw new ShapeException($"linear: a weight of {w} and an input of {x} take a bias of [{w[0]}]; got {inputs[2].Shape}. Give one number for each output feature.");
            return [inputs[0] with { Shape = [x[0], w[0]], Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(((needed & 1) << 1) | ((needed >> 1) & 1));

        public override Tensor?[] Backward(BackwardContext context) =>
        [
            context.Needs(0) ? context.Gradient.MatMul(context.Input(1)) : null,
            context.Needs(1) ? context.Gradient.T.MatMul(context.Input(0)) : null,
            context.Needs(2) ? context.Gradient.Sum(0) : null,
        ];

        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs) => [inputs[0].MatMul(inputs[1].T) + inputs[2]];

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            new(2.0 * outputs[0].Shape.Count * inputs[0].Shape[1], inputs[0].Bytes + inputs[1].Bytes + inputs[2].Bytes + outputs[0].Bytes);
    }
}
