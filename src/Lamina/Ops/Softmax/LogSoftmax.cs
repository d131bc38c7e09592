using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x − ln Σ eˣ along an axis: the logarithm of softmax, exact where softmax is tiny.</summary>
        /// <param name="axis">The axis along which the exponentials of the results add up to 1.</param>
        public Tensor LogSoftmax(int axis = -1) => RowOp.Along(this, axis, rows => Dispatch.Run(new LogSoftmax(), rows));
    }
}

namespace Lamina.Ops
{
    /// <summary>The logarithm of softmax, of rows.</summary>
    internal sealed partial record LogSoftmax : RowOp
    {
        public override string Name => "log_softmax";

        public override Saves Saves(ulong needed) => new(0, Outputs: 1);

        public override Tensor?[] Backward(BackwardContext context) =>
            [Dispatch.Run(new LogSoftmaxGradient(), context.Output(), context.Gradient.Contiguous())];

        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs) => [inputs[0] - inputs[0].LogSumExp([-1], keepDims: true)];
    }

    /// <summary>g − eʸ Σ g of rows: the gradient of the logarithm of softmax from its result and the upstream gradient.</summary>
    internal sealed partial record LogSoftmaxGradient : RowOp
    {
        public override string Name => "log_softmax_gradient";

        public override Saves Saves(ulong needed) => Lamina.Ops.Saves.AllInputs;

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor u = context.Gradient, power = context.Input(0).Exp();
            Tensor weighted = u * power;
            return
            [
                context.Needs(0) ? -(weighted * context.Input(1).Sum([-1], keepDims: true)) : null,
                context.Needs(1) ? u - weighted.Sum([-1], keepDims: true) : null,
            ];
        }

        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs) =>
            [inputs[1] - (inputs[0].Exp() * inputs[1].Sum([-1], keepDims: true))];
    }
}
