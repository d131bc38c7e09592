using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The mean of each square window, as PyTorch's <c>avg_pool2d</c>.</summary>
        /// <param name="kernel">Size of the window.</param>
        /// <param name="stride">Step between windows; the window's size if null.</param>
        /// <param name="padding">Zeros on every side, at most half the window; they count in the mean.</param>
        /// <remarks>**DType:** this tensor's; float32 if that is no float. 16-bit floats are averaged in float32.</remarks>
        /// <exception cref="ShapeException">The input is not [N, C, H, W], or a window does not fit.</exception>
        public Tensor AvgPool2d(int kernel, int? stride = null, int padding = 0) => AvgPool2d(PoolSettings.Square(kernel, stride, padding));

        /// <inheritdoc cref="AvgPool2d(int, int?, int)"/>
        /// <param name="settings">Windows, strides, padding, ceil mode, and whether padding counts. Dilation must be 1.</param>
        public Tensor AvgPool2d(PoolSettings settings) => Dispatch.Run(new AvgPool2d(settings), Widened().Contiguous()).To(DType.ToFloating());

        /// <summary>
        /// The means of outHeight × outWidth windows that cover the picture, as PyTorch's <c>adaptive_avg_pool2d</c>: window i
        /// spans ⌊i·H/outHeight⌋ up to ⌈(i+1)·H/outHeight⌉.
        /// </summary>
        /// <remarks>**DType:** this tensor's; float32 if that is no float. 16-bit floats are averaged in float32.</remarks>
        /// <exception cref="ShapeException">The input is not [N, C, H, W], or an output size is not positive.</exception>
        public Tensor AdaptiveAvgPool2d(int outHeight, int outWidth)
        {
            if (Rank != 4 || outHeight < 1 || outWidth < 1)
                throw new ShapeException($"adaptive_avg_pool2d takes an input [N, C, H, W] and output sizes of 1 or more; got {Shape} and {outHeight}×{outWidth}. Use `Unsqueeze` for a single picture or channel.");
            long height = Shape[2], width = Shape[3];
            if (height % outHeight == 0 && width % outWidth == 0)
                return AvgPool2d(new PoolSettings((int)(height / outHeight), (int)(width / outWidth), (int)(height / outHeight), (int)(width / outWidth)));

            // Uneven windows: means along each axis are products with a matrix of weights.
            Tensor x = Widened();
            return Averages(outHeight, height, x.DType).MatMul(x).MatMul(Averages(outWidth, width, x.DType).T).To(DType.ToFloating());
        }

        static Tensor Averages(long outputs, long inputs, DType dtype)
        {
            double[] weights = new double[outputs * inputs];
            for (long i = 0; i < outputs; i++)
            {
                long first = i * inputs / outputs, last = (((i + 1) * inputs) + outputs - 1) / outputs;
                for (long j = first; j < last; j++)
                    weights[(i * inputs) + j] = 1.0 / (last - first);
            }

            return From<double>(weights, [outputs, inputs]).To(dtype);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed partial record AvgPool2d(PoolSettings Settings) : Op
    {
        public override string Name => "avg_pool2d";

        public override IReadOnlyList<OpAttribute> Attributes => [.. Settings.Attributes];

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            if (Settings.DilationHeight != 1 || Settings.DilationWidth != 1)
                throw new ShapeException($"{Name} has no dilation; got {Settings}.");
            return [inputs[0] with { Shape = Settings.OutputShape(Name, inputs[0].Shape), Format = MemoryFormat.Contiguous }];
        }

        public override Tensor?[] Backward(BackwardContext context) =>
            [Dispatch.Run(new AvgPool2dGradient(Settings, context.InputSpecs[0].Shape), context.Gradient.Contiguous())];

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            base.Cost(inputs, outputs) with { Flops = (double)outputs[0].Shape.Count * Settings.KernelHeight * Settings.KernelWidth };
    }

    /// <summary>Spreads each window's gradient over its elements.</summary>
    internal sealed partial record AvgPool2dGradient(PoolSettings Settings, Shape InputShape) : Op
    {
        public override string Name => "avg_pool2d_gradient";

        public override IReadOnlyList<OpAttribute> Attributes => [.. Settings.Attributes, new(nameof(InputShape), InputShape)];

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Shape = InputShape }];

        public override Tensor?[] Backward(BackwardContext context) => [Dispatch.Run(new AvgPool2d(Settings), context.Gradient.Contiguous())];
    }
}
