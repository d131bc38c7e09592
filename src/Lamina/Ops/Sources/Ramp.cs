using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The integers 0 … <paramref name="end"/> − 1, or the same as floats if <paramref name="end"/> is a floating number.</summary>
        public static Tensor Arange(Scalar end) => Arange(0, end);

        /// <summary>The numbers start, start + step, … up to, not including, <paramref name="end"/>.</summary>
        /// <param name="start">The first.</param>
        /// <param name="end">Not reached.</param>
        /// <param name="step">Not 0; 1 if null.</param>
        /// <param name="dtype">int64 if null and all three are integers, else float32.</param>
        /// <exception cref="NumericException">The step is 0, leads away from the end, or a number is not finite.</exception>
        public static Tensor Arange(Scalar start, Scalar end, Scalar? step = null, DType? dtype = null)
        {
            Scalar by = step ?? 1;
            double count = Math.Ceiling((end.ToDouble() - start.ToDouble()) / by.ToDouble());
            if (by.ToDouble() == 0 || !(count >= 0) || !double.IsFinite(count))
                throw new NumericException($"Arange: from {start} to {end} by {by} leads nowhere; the step must not be 0 and must have the sign of end − start.");
            bool whole = start.IsInteger && end.IsInteger && by.IsInteger;
            return Dispatch.Run(new Ramp((long)count, dtype ?? (whole ? DType.Int64 : DType.Float32), start, by));
        }

        /// <summary><paramref name="count"/> numbers at equal distances, from <paramref name="start"/> to <paramref name="end"/>, both included.</summary>
        /// <exception cref="NumericException">The count is negative, or an end is not finite.</exception>
        public static Tensor Linspace(double start, double end, long count, DType dtype = DType.Float32)
        {
            CheckSpace("Linspace", start, end, count);
            return Dispatch.Run(new Space(count, dtype, start, end, 0));
        }

        /// <summary><paramref name="count"/> powers of <paramref name="base"/>, with exponents at equal distances from <paramref name="start"/> to <paramref name="end"/>, both included.</summary>
        /// <exception cref="NumericException">The count is negative, an end is not finite, or the base is not above 0.</exception>
        public static Tensor Logspace(double start, double end, long count, double @base = 10, DType dtype = DType.Float32)
        {
            CheckSpace("Logspace", start, end, count);
            if (!(@base > 0))
                throw new NumericException($"Logspace: the base must be above 0; got {@base}.");
            return Dispatch.Run(new Space(count, dtype, start, end, @base));
        }

        static void CheckSpace(string name, double start, double end, long count)
        {
            if (count < 0 || !double.IsFinite(start) || !double.IsFinite(end))
                throw new NumericException($"{name}: {count} numbers from {start} to {end}; the count is 0 or more, and both ends are finite.");
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>start + i · step; exact for integers.</summary>
    internal sealed partial record Ramp(long Count, DType DType, Scalar Start, Scalar Step) : Op
    {
        public override string Name => "arange";

        public override string NonDifferentiable => "it has no input";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [new TensorSpec(DType, [Count])];
    }

    /// <summary>Numbers at equal distances, or powers of a base above 0 with such exponents.</summary>
    internal sealed partial record Space(long Count, DType DType, double Start, double End, double Base) : Op
    {
        public override string Name => Base == 0 ? "linspace" : "logspace";

        public override string NonDifferentiable => "it has no input";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [new TensorSpec(DType, [Count])];

        // From the nearer end, so that both ends are met exactly.
        double At(long i)
        {
            double step = Count > 1 ? (End - Start) / (Count - 1) : 0;
            double x = i < (Count + 1) / 2 ? Start + (step * i) : End - (step * (Count - 1 - i));
            return Base == 0 ? x : Math.Pow(Base, x);
        }
    }
}
