using Lamina.Cpu.Reductions;
using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The sums of all elements up to each place along an axis. Integers and truth values give int64; floats are summed in float64.</summary>
        /// <param name="axis">The axis to run along.</param>
        /// <param name="reverse">True to run from the end.</param>
        public Tensor CumSum(int axis, bool reverse = false) => Dispatch.Run(new CumSum(Axis(axis), reverse), Contiguous());

        /// <summary>
        /// The products of all elements up to each place along an axis. Integers and truth values give int64; floats are
        /// multiplied in float64. The gradient is right where factors are 0.
        /// </summary>
        /// <param name="axis">The axis to run along.</param>
        /// <param name="reverse">True to run from the end.</param>
        public Tensor CumProd(int axis, bool reverse = false) => Dispatch.Run(new CumProd(Axis(axis), reverse), Contiguous());

        /// <summary>
        /// The recurrence sᵢ = fᵢ · sᵢ₋₁ + xᵢ along an axis, from s = 0, with this tensor as x: exponential averages, linear state spaces.
        /// Computed in float64; gradients flow to both.
        /// </summary>
        /// <param name="factors">f, broadcast with this tensor.</param>
        /// <param name="axis">The axis to run along.</param>
        /// <param name="reverse">True to run from the end.</param>
        /// <exception cref="DTypeException">The tensors are not floating point.</exception>
        public Tensor LinearScan(Tensor factors, int axis, bool reverse = false)
        {
            Shape shape = Broadcasting.Of("linear_scan", factors.Shape, Shape);
            DType dtype = DTypes.ResultType(factors.Spec, Spec);
            return Dispatch.Run(new LinearScan(shape.Axis(axis, "LinearScan"), reverse), factors.To(dtype).Expand(shape).Contiguous(), To(dtype).Expand(shape).Contiguous());
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record CumSum(int Axis, bool Reverse) : Op
    {
        public override string Name => "cumsum";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [Scans.Result(inputs[0])];

        public override Tensor?[] Backward(BackwardContext context) => [context.Gradient.CumSum(Axis, !Reverse)];

        protected internal override void Compute(KernelCall call) => ScanKernels.Run<SumStep>(Axis, Reverse, call);
    }

    internal sealed record CumProd(int Axis, bool Reverse) : Op
    {
        public override string Name => "cumprod";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [Scans.Result(inputs[0])];

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: 1);

        // What comes before xᵢ times the sum over what follows, which is itself a recurrence: Sᵢ = gᵢ + xᵢ₊₁ · Sᵢ₊₁.
        public override Tensor?[] Backward(BackwardContext context)
        {
            int forward = Reverse ? -1 : 1;
            Tensor following = context.Gradient.LinearScan(Scans.Shift(context.Input(0), Axis, -forward, 0), Axis, !Reverse);
            return [Scans.Shift(context.Output(), Axis, forward, 1) * following];
        }

        protected internal override void Compute(KernelCall call) => ScanKernels.Run<ProductStep>(Axis, Reverse, call);
    }

    /// <summary>sᵢ = fᵢ · sᵢ₋₁ + xᵢ. The gradient is a recurrence of the same kind the other way.</summary>
    internal sealed record LinearScan(int Axis, bool Reverse) : Op
    {
        public override string Name => "linear_scan";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            inputs[0].DType.IsFloatingPoint() ? [inputs[0] with { Format = MemoryFormat.Contiguous }] : throw new DTypeException($"{Name} takes floating-point tensors; got {inputs[0]}.");

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: 1);

        public override Tensor?[] Backward(BackwardContext context)
        {
            int forward = Reverse ? -1 : 1;
            Tensor sums = context.Gradient.LinearScan(Scans.Shift(context.Input(0), Axis, -forward, 0), Axis, !Reverse);
            return [context.Needs(0) ? sums * Scans.Shift(context.Output(), Axis, forward, 0) : null, sums];
        }

        protected internal override void Compute(KernelCall call) => ScanKernels.Run<LinearStep>(Axis, Reverse, call);
    }

    /// <summary>What running along an axis has in common.</summary>
    internal static class Scans
    {
        public static TensorSpec Result(in TensorSpec input) =>
            input with { DType = input.DType.IsFloatingPoint() ? input.DType : DType.Int64, Format = MemoryFormat.Contiguous };

        /// <summary>The elements moved by one place along an axis (1: to the right, −1: to the left), with a number in the place left free.</summary>
        public static Tensor Shift(Tensor x, int axis, int by, double number)
        {
            int at = x.Shape.Axis(axis);
            long size = x.Shape[at];
            if (size == 0)
                return x;
            Tensor edge = Tensor.Full(x.Shape.With(at, 1), number, x.DType);
            return by > 0 ? Tensor.Concatenate([edge, x.Slice(at, 0, size - 1)], at) : Tensor.Concatenate([x.Slice(at, 1, size), edge], at);
        }
    }
}
