using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Every element to the same power, with the special cases of IEEE 754: x⁰ = 1 even for NaN.</summary>
        /// <param name="exponent">The exponent. 2, 3 and ½ are computed by products and a root, as in PyTorch.</param>
        /// <remarks>**DType:** the tensor's; integers with a floating exponent give float32. The derivative of x⁰ is 0 everywhere.</remarks>
        /// <exception cref="DTypeException">The tensor is bool, or is integer and the exponent a negative integer.</exception>
        public Tensor Pow(Scalar exponent)
        {
            if (!DType.IsFloatingPoint() && exponent.IsInteger)
            {
                if (exponent.ToInt64() < 0)
                    throw new DTypeException($"pow: integers ({Spec}) to the negative power {exponent} are fractions. Convert with `To(DType.Float32)` first.");
                return Dispatch.Run(new NumberUnary<WholePowerFormula>(new WholePowerFormula(exponent.ToInt64())), this);
            }

            return exponent.ToDouble() switch
            {
                2 => To(DType.ToFloating()).Square(),
                3 => Dispatch.Run(new NumberUnary<WholePowerFormula>(new WholePowerFormula(3)), To(DType.ToFloating())),
                0.5 => Sqrt(),
                double power => Dispatch.Run(new UnaryByInput<ScalarPowerFormula>(new ScalarPowerFormula(power)), this),
            };
        }

        /// <summary>Every element to the power of the other's, broadcast.</summary>
        /// <param name="exponent">The exponents.</param>
        /// <remarks>
        /// **DType:** by promotion. Among integers a negative exponent gives 0, or ±1 for the base ±1, as in PyTorch.
        /// **Gradient:** y xʸ⁻¹ for the base, 0 where y is 0; xʸ ln x for the exponent, 0 where x is 0 and y is not negative.
        /// </remarks>
        public Tensor Pow(Tensor exponent) => Dispatch.Run(new TwofoldBinary<PowerFormula>(default), this, exponent);

        /// <summary>The number to the power of every element.</summary>
        /// <param name="value">The base.</param>
        /// <param name="exponent">The exponents.</param>
        public static Tensor Pow(Scalar value, Tensor exponent) => Weak(value, exponent).Pow(exponent);
    }
}

namespace Lamina.Ops.Elementwise
{
    /// <summary>A power of floats with a fixed exponent.</summary>
    internal readonly record struct ScalarPowerFormula(double Exponent) : IInputDerivative
    {
        public static string Name => "pow_scalar";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Exponent), Exponent)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Pow(x, TLane.Constant(Exponent));

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            Exponent == 0 ? TLane.Constant(0) : TLane.Constant(Exponent) * TLane.Pow(x, TLane.Constant(Exponent - 1));
    }

    /// <summary>A power by products, for a natural exponent.</summary>
    internal readonly record struct WholePowerFormula(long Exponent) : INumberUnaryFormula
    {
        public static string Name => "pow_whole";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Exponent), Exponent)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane>
        {
            TLane result = TLane.Constant(1);
            TLane square = x;
            for (long rest = Exponent; rest != 0; rest >>= 1)
            {
                if ((rest & 1) != 0)
                    result *= square;
                square *= square;
            }

            return result;
        }
    }

    /// <summary>A power with an exponent an element.</summary>
    internal readonly record struct PowerFormula : ITwofoldFormula
    {
        public static string Name => "pow";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, IRealLane<TLane> => TLane.Pow(a, b);

        public long Whole(long a, long b)
        {
            if (b < 0)
                return a is 1 or -1 ? ((b & 1) == 0 ? 1 : a) : 0;
            long result = 1;
            for (; b != 0; b >>= 1)
            {
                if ((b & 1) != 0)
                    result *= a;
                a *= a;
            }

            return result;
        }

        public static Saves Saves(ulong needed) => new(Inputs: 0b11, Outputs: needed >> 1 & 1);

        public static Tensor?[] Backward(BackwardContext context)
        {
            Tensor x = context.Input(0), y = context.Input(1);
            Tensor? byBase = null, byExponent = null;
            if (context.Needs(0))
                byBase = Tensor.Where(y.EqualTo(0), 0.0, context.Gradient * y * x.Pow(y - 1));
            if (context.Needs(1))
                byExponent = Tensor.Where(x.EqualTo(0).LogicalAnd(y.GreaterOrEqual(0)), 0.0, context.Gradient * context.Output() * x.Log());
            return [byBase, byExponent];
        }
    }
}
