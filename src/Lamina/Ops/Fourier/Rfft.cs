using Lamina.Cpu;
using Lamina.Cpu.Fourier;
using Lamina.Cpu.Indexing;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// The transform of real numbers along an axis: the first n/2 + 1 places of the spectrum, as pairs (real, imaginary) in a new last
        /// axis; the others are their conjugates. PyTorch's <c>torch.fft.rfft</c>.
        /// </summary>
        /// <param name="length">n: what is longer is cut off, what is shorter padded with zeros. The axis's size if null.</param>
        /// <param name="axis">The axis to transform.</param>
        /// <param name="norm">Which direction is divided by n.</param>
        /// <remarks>**Shape:** [..., n, ...] → [..., n/2 + 1, ..., 2]. **DType:** as <see cref="Fft"/>.</remarks>
        /// <exception cref="ShapeException">There is no point.</exception>
        public Tensor Rfft(long? length = null, int axis = -1, FourierNorm norm = FourierNorm.Backward)
        {
            int at = Axis(axis);
            long n = length ?? Shape[at];
            Tensor x = FourierLines.Resize(this, at, n, nameof(Rfft));
            return FourierLines.Along(x, at, n, 0, 1, new Rfft(FourierLines.Scale(norm, false, n)));
        }

        /// <summary>
        /// The real numbers along an axis whose spectrum begins with these n/2 + 1 complex ones; the inverse of <see cref="Rfft"/>.
        /// PyTorch's <c>torch.fft.irfft</c>.
        /// </summary>
        /// <param name="length">n, by default the even number 2 (size − 1): a spectrum does not tell whether n was odd. Longer spectra are cut off, shorter padded with zeros.</param>
        /// <param name="axis">The axis, not counting the one of the parts: −1 is the last before it.</param>
        /// <param name="norm">Which direction is divided by n.</param>
        /// <remarks>**Shape:** [..., n/2 + 1, ..., 2] → [..., n, ...]. Imaginary parts that a real line's spectrum has not (of the mean, and at half the rate) are not looked at.</remarks>
        /// <exception cref="ShapeException">The last axis is not 2, or there is no point.</exception>
        public Tensor Irfft(long? length = null, int axis = -1, FourierNorm norm = FourierNorm.Backward)
        {
            int at = FourierLines.ComplexAxis(this, axis, nameof(Irfft));
            long n = length ?? 2 * (Shape[at] - 1);
            if (n < 1)
                throw new ShapeException($"Irfft: a transform has at least one point; axis {axis} of {Shape} would give {n}. Pass a length.");
            Tensor x = FourierLines.Resize(this, at, (n / 2) + 1, nameof(Irfft));
            return FourierLines.Along(x, at, n, 1, 0, new Irfft(n, FourierLines.Scale(norm, true, n)));
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>Real rows [..., n] to half spectra [..., n/2 + 1, 2], times a number.</summary>
    internal sealed record Rfft(double Scale) : Op
    {
        public override string Name => "rfft";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            return [inputs[0] with { Shape = [.. shape[..^1], (shape[^1] / 2) + 1, 2], Format = MemoryFormat.Contiguous }];
        }

        // The way back counts the places that have a partner twice; the adjoint counts what is there.
        public override Tensor?[] Backward(BackwardContext context)
        {
            long n = context.InputSpecs[0].Shape[^1];
            Tensor once = context.Gradient * FourierLines.Multiplicity(n, 1, 0.5, context.Gradient.DType);
            return [Dispatch.Run(new Irfft(n, Scale), once.Contiguous())];
        }

        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
        {
            Tensor x = inputs[0].Unsqueeze(-1), complex = Tensor.Concatenate([x, Tensor.ZerosLike(x)], -1);
            return [Dispatch.Run(new Fft(false, Scale), complex).Slice(-2, 0, (inputs[0].Shape[^1] / 2) + 1)];
        }

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            base.Cost(inputs, outputs) with { Flops = 2.5 * inputs[0].Shape.Count * Math.Log2(Math.Max(2, inputs[0].Shape[^1])) };

        protected internal override void Compute(KernelCall call)
        {
            IndexCheck.Contiguous(call);
            Lanes.Run(new FourierKernel(FourierKind.FromReal, false, Scale, call.Inputs[0].Shape[^1]), call.Inputs[0].DType, call);
        }
    }

    /// <summary>Half spectra [..., n/2 + 1, 2] to real rows [..., n], times a number.</summary>
    internal sealed record Irfft(long Length, double Scale) : Op
    {
        public override string Name => "irfft";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            [inputs[0] with { Shape = [.. inputs[0].Shape[..^2], Length], Format = MemoryFormat.Contiguous }];

        public override Tensor?[] Backward(BackwardContext context) =>
            [Dispatch.Run(new Rfft(Scale), context.Gradient.Contiguous()) * FourierLines.Multiplicity(Length, 1, 2, context.Gradient.DType)];

        // The whole spectrum: behind the first half stand the conjugates, from its end.
        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
        {
            Tensor half = inputs[0];
            long others = Length - half.Shape[^2];
            Tensor real = half.Slice(-1, 0, 1), imaginary = half.Slice(-1, 1, 2) * RealEnds(half.DType);
            if (others > 0)
            {
                real = Tensor.Concatenate([real, real.Slice(-2, 1, others + 1).Flip(-2)], -2);
                imaginary = Tensor.Concatenate([imaginary, -imaginary.Slice(-2, 1, others + 1).Flip(-2)], -2);
            }

            Tensor whole = Tensor.Concatenate([real, imaginary], -1);
            return [Dispatch.Run(new Fft(true, Scale), whole).Select(-1, 0)];
        }

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            base.Cost(inputs, outputs) with { Flops = 2.5 * outputs[0].Shape.Count * Math.Log2(Math.Max(2, Length)) };

        protected internal override void Compute(KernelCall call)
        {
            IndexCheck.Contiguous(call);
            Lanes.Run(new FourierKernel(FourierKind.ToReal, true, Scale, Length), call.Inputs[0].DType, call);
        }

        Tensor RealEnds(DType dtype) => FourierLines.Multiplicity(Length, 0, 1, dtype);
    }
}
