using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>eˣ / Σ eˣ along an axis, without overflow. A slice of nothing but −∞ gives NaN, as in PyTorch.</summary>
        /// <param name="axis">The axis along which the results add up to 1.</param>
        public Tensor Softmax(int axis = -1) => RowOp.Along(this, axis, rows => Dispatch.Run(new Softmax(), rows));

        /// <summary>e⁻ˣ / Σ e⁻ˣ along an axis.</summary>
        /// <param name="axis">The axis along which the results add up to 1.</param>
        public Tensor Softmin(int axis = -1) => RowOp.Along(-this, axis, rows => Dispatch.Run(new Softmax(), rows));
    }
}

namespace Lamina.Ops
{
    /// <summary>Softmax of rows.</summary>
    internal sealed partial record Softmax : RowOp
    {
        public override string Name => "softmax";

        public override Saves Saves(ulong needed) => new(0, Outputs: 1);

        public override Tensor?[] Backward(BackwardContext context) =>
            [Dispatch.Run(new SoftmaxGradient(), context.Output(), context.Gradient.Contiguous())];

        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs) => [(inputs[0] - inputs[0].LogSumExp([-1], keepDims: true)).Exp()];
    }

    /// <summary>y · (g − Σ y g) of rows: the gradient of softmax from its result and the upstream gradient.</summary>
    internal sealed partial record SoftmaxGradient : RowOp
    {
        public override string Name => "softmax_gradient";

        public override Saves Saves(ulong needed) => Lamina.Ops.Saves.AllInputs;

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor y = context.Input(0), g = context.Input(1), u = context.Gradient;
            Tensor mean = (u * y).Sum([-1], keepDims: true);
            return
            [
                context.Needs(0) ? (u * (g - (g * y).Sum([-1], keepDims: true))) - (g * mean) : null,
                context.Needs(1) ? y * (u - mean) : null,
            ];
        }

        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs) =>
            [inputs[0] * (inputs[1] - (inputs[0] * inputs[1]).Sum([-1], keepDims: true))];
    }
}
