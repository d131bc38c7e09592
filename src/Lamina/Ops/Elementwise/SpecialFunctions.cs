using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The x with erf(x) = y for every element y; ±∞ at ±1, NaN beyond. Computed in float64; integers give float32. PyTorch's <c>erfinv</c>.</summary>
        public Tensor Erfinv() => Dispatch.Run(new SpecialUnary<ErfinvFunction>(default), Contiguous());

        /// <summary>ln |Γ(x)| of every element; ∞ at 0, −1, −2 …. Computed in float64; integers give float32. PyTorch's <c>lgamma</c>.</summary>
        public Tensor Lgamma() => Dispatch.Run(new SpecialUnary<LgammaFunction>(default), Contiguous());

        /// <summary>ψ(x), the derivative of ln Γ, of every element; NaN at −1, −2 …, ∓∞ at ±0. Computed in float64; integers give float32. PyTorch's <c>digamma</c>.</summary>
        public Tensor Digamma() => Dispatch.Run(new SpecialUnary<DigammaFunction>(default), Contiguous());

        /// <summary>The derivative of ψ of an order, of every element. Computed in float64, to x = −10⁶; integers give float32. PyTorch's <c>polygamma</c>.</summary>
        /// <param name="order">How often ψ is differentiated, 1 to 20; 0 is <see cref="Digamma"/>.</param>
        /// <exception cref="NumericException">The order is outside 0 … 20.</exception>
        public Tensor Polygamma(int order) => order is < 0 or > 20
            ? throw new NumericException($"Polygamma: order {order}; give one from 0 to 20.")
            : order == 0 ? Digamma() : Dispatch.Run(new SpecialUnary<PolygammaFunction>(new PolygammaFunction(order)), Contiguous());
    }
}

namespace Lamina.Ops.Elementwise
{
    /// <summary>A function that is computed one number at a time, in float64.</summary>
    internal interface ISpecialFunction
    {
        static abstract string Name { get; }

        double Of(double x);

        /// <summary>The derivative at x, given y = Of(x).</summary>
        Tensor Derivative(Tensor x, Tensor y);
    }

    internal sealed record SpecialUnary<F>(F Function) : Op
        where F : struct, ISpecialFunction
    {
        public override string Name => F.Name;

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { DType = inputs[0].DType.ToFloating(), Format = MemoryFormat.Contiguous }];

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: 1);

        public override Tensor?[] Backward(BackwardContext context) => [context.Gradient * Function.Derivative(context.Input(0), context.Output())];

        protected internal override void Compute(KernelCall call) => SpecialGrains<F>.Run(Function, call);
    }

    internal readonly record struct ErfinvFunction : ISpecialFunction
    {
        public static string Name => "erfinv";

        public double Of(double x) => SpecialNumbers.InverseErf(x);

        public Tensor Derivative(Tensor x, Tensor y) => y.Square().Exp() * (Math.Sqrt(Math.PI) / 2);
    }

    internal readonly record struct LgammaFunction : ISpecialFunction
    {
        public static string Name => "lgamma";

        public double Of(double x) => SpecialNumbers.LogGamma(x);

        public Tensor Derivative(Tensor x, Tensor y) => x.Digamma();
    }

    internal readonly record struct DigammaFunction : ISpecialFunction
    {
        public static string Name => "digamma";

        public double Of(double x) => SpecialNumbers.Digamma(x);

        public Tensor Derivative(Tensor x, Tensor y) => x.Polygamma(1);
    }

    internal readonly record struct PolygammaFunction(int Order) : ISpecialFunction
    {
        public static string Name => "polygamma";

        public double Of(double x) => SpecialNumbers.Polygamma(Order, x);

        public Tensor Derivative(Tensor x, Tensor y) => x.Polygamma(Order + 1);
    }
}
