using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The bits of integers moved up, broadcast; dtype by promotion. A count below 0 or beyond 63 gives 0; what leaves the dtype is lost.</summary>
        /// <exception cref="DTypeException">A tensor is floating point.</exception>
        public static Tensor operator <<(Tensor left, Tensor right) => Dispatch.Run(new ShiftBinary<ShiftLeftFormula>(default), left, right);

        /// <inheritdoc cref="op_LeftShift(Tensor, Tensor)"/>
        public static Tensor operator <<(Tensor left, Scalar right) => left << Weak(right, left);

        /// <summary>The bits of integers moved down, broadcast; dtype by promotion. The sign stays: a count below 0 or beyond 63 gives 0, or −1 of a negative number.</summary>
        /// <exception cref="DTypeException">A tensor is floating point.</exception>
        public static Tensor operator >>(Tensor left, Tensor right) => Dispatch.Run(new ShiftBinary<ShiftRightFormula>(default), left, right);

        /// <inheritdoc cref="op_RightShift(Tensor, Tensor)"/>
        public static Tensor operator >>(Tensor left, Scalar right) => left >> Weak(right, left);
    }
}

namespace Lamina.Ops.Elementwise
{
    /// <summary>A shift of integers: exact, one element at a time.</summary>
    internal sealed record ShiftBinary<F>(F Formula) : BinaryOp<F>(Formula, false)
        where F : struct, IDivisionFormula
    {
        protected override DType ResultType(in TensorSpec left, in TensorSpec right)
        {
            DType result = DTypes.ResultType(left, right);
            return !result.IsFloatingPoint() && result != DType.Bool ? result : throw new DTypeException($"{Name} takes integers; got {left.DType.Name()} and {right.DType.Name()}. Convert with `To`.");
        }

        protected internal override void Compute(KernelCall call) => ElementwiseKernels.Division(Formula, call);
    }

    internal readonly record struct ShiftLeftFormula : IDivisionFormula
    {
        public static string Name => "shift_left";

        public static string NonDifferentiable => "it takes no floating-point tensors";

        public double Real(double a, double b) => double.NaN;

        public long Whole(long a, long b) => b is < 0 or > 63 ? 0 : a << (int)b;
    }

    internal readonly record struct ShiftRightFormula : IDivisionFormula
    {
        public static string Name => "shift_right";

        public static string NonDifferentiable => "it takes no floating-point tensors";

        public double Real(double a, double b) => double.NaN;

        public long Whole(long a, long b) => a >> (int)(b is < 0 or > 63 ? 63 : b);
    }
}
