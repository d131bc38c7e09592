using Lamina.Cpu;
using Lamina.Cpu.Fourier;
using Lamina.Cpu.Indexing;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// The discrete Fourier transform X(k) = Σⱼ x(j) e^(−2πi jk/n) along an axis. Complex numbers are pairs (real, imaginary) in a
        /// last axis of 2, as PyTorch's <c>view_as_real</c> and ONNX have them; axes are counted without it.
        /// </summary>
        /// <param name="length">n: what is longer is cut off, what is shorter padded with zeros. The axis's size if null.</param>
        /// <param name="axis">The axis, not counting the one of the parts: −1 is the last before it.</param>
        /// <param name="norm">Which direction is divided by n.</param>
        /// <remarks>
        /// **Shape:** [..., n, ..., 2]. **DType:** float32 or float64; 16-bit floats are computed in float32, integers give float32.
        /// Any length takes O(n log n). Computed to about 10⁻⁷ of the largest magnitude in float32, 10⁻¹⁶ in float64. PyTorch's <c>torch.fft.fft</c>.
        /// </remarks>
        /// <exception cref="ShapeException">The last axis is not 2, or there is no point.</exception>
        public Tensor Fft(long? length = null, int axis = -1, FourierNorm norm = FourierNorm.Backward) => Transformed(length, axis, norm, false, nameof(Fft));

        /// <summary>The inverse transform x(j) = 1/n Σₖ X(k) e^(2πi jk/n) along an axis, of complex numbers as in <see cref="Fft"/>. PyTorch's <c>torch.fft.ifft</c>.</summary>
        /// <inheritdoc cref="Fft"/>
        public Tensor Ifft(long? length = null, int axis = -1, FourierNorm norm = FourierNorm.Backward) => Transformed(length, axis, norm, true, nameof(Ifft));

        Tensor Transformed(long? length, int axis, FourierNorm norm, bool inverse, string operation)
        {
            int at = FourierLines.ComplexAxis(this, axis, operation);
            long n = length ?? Shape[at];
            Tensor x = FourierLines.Resize(this, at, n, operation);
            return FourierLines.Along(x, at, n, 1, 1, new Fft(inverse, FourierLines.Scale(norm, inverse, n)));
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>Transforms of the rows [..., n, 2], times a number.</summary>
    internal sealed record Fft(bool Inverse, double Scale) : Op
    {
        public override string Name => "fft";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Format = MemoryFormat.Contiguous }];

        // The matrix is symmetric, so its adjoint is its conjugate.
        public override Tensor?[] Backward(BackwardContext context) => [Dispatch.Run(this with { Inverse = !Inverse }, context.Gradient.Contiguous())];

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            base.Cost(inputs, outputs) with { Flops = 2.5 * inputs[0].Shape.Count * Math.Log2(Math.Max(2, inputs[0].Shape[^2])) };

        protected internal override void Compute(KernelCall call)
        {
            IndexCheck.Contiguous(call);
            Lanes.Run(new FourierKernel(FourierKind.Complex, Inverse, Scale, call.Inputs[0].Shape[^2]), call.Inputs[0].DType, call);
        }
    }
}
