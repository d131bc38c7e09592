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
        /// <param name="outHeight">Rows of the output.</param>
        /// <param name="outWidth">Columns of the output.</param>
        /// <remarks>**DType:** this tensor's; float32 if that is no float. 16-bit floats are averaged in float32.</remarks>
        /// <exception cref="ShapeException">The input is not [N, C, H, W], or an output size is not positive.</exception>
        public Tensor AdaptiveAvgPool2d(int outHeight, int outWidth)
        {
            AdaptiveWindows.Check("adaptive_avg_pool2d", Shape, "[N, C, H, W]", 4, outHeight, outWidth);
            long height = Shape[2], width = Shape[3];
            if (height % outHeight == 0 && width % outWidth == 0)
                return AvgPool2d(new PoolSettings((int)(height / outHeight), (int)(width / outWidth), (int)(height / outHeight), (int)(width / outWidth)));

            // Uneven windows: weighted sums along each axis.
            return Resample(
                ResampleAxis.To(height, outHeight, null, InterpolationMode.Area, alignCorners: false, antialias: false),
                ResampleAxis.To(width, outWidth, null, InterpolationMode.Area, alignCorners: false, antialias: false));
        }

        /// <summary>The means of windows that cover the last axis, as PyTorch's <c>adaptive_avg_pool1d</c>.</summary>
        /// <param name="outLength">How many windows.</param>
        /// <exception cref="ShapeException">The input is not [N, C, L], or the output's size is not positive.</exception>
        public Tensor AdaptiveAvgPool1d(int outLength)
        {
            AdaptiveWindows.Check("adaptive_avg_pool1d", Shape, "[N, C, L]", 3, outLength);
            return Unsqueeze(2).AdaptiveAvgPool2d(1, outLength).Squeeze(2);
        }

        /// <summary>The means of boxes that cover the volume, as PyTorch's <c>adaptive_avg_pool3d</c>.</summary>
        /// <exception cref="ShapeException">The input is not [N, C, D, H, W], or an output size is not positive.</exception>
        public Tensor AdaptiveAvgPool3d(int outDepth, int outHeight, int outWidth)
        {
            AdaptiveWindows.Check("adaptive_avg_pool3d", Shape, "[N, C, D, H, W]", 5, outDepth, outHeight, outWidth);
            return Volumes.Apply("adaptive_avg_pool3d", Widened(), planes => planes.AdaptiveAvgPool2d(outHeight, outWidth), rows => rows.AdaptiveAvgPool2d(outDepth, (int)rows.Shape[3])).To(DType.ToFloating());
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
