using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Two-dimensional convolution (cross-correlation), as PyTorch's <c>conv2d</c>: y[n, o, i, j] =
        /// bias[o] + Σ x[n, c, i·stride + u·dilation − pad, …] · weight[o, c, u, v].
        /// </summary>
        /// <param name="weight">[outChannels, inChannels / groups, kernelHeight, kernelWidth].</param>
        /// <param name="bias">[outChannels], or null.</param>
        /// <param name="settings">Strides, padding, dilation and groups; all plain if null.</param>
        /// <returns>[N, outChannels, outHeight, outWidth] for this tensor of [N, inChannels, height, width].</returns>
        /// <remarks>
        /// **DType:** that to which input, weight and bias promote; a floating-point one is among them. float16 and bfloat16 are
        /// computed in float32. The order of sums depends on the shapes alone. Kernels of 3×3 and stride 1 over 16 channels and more may go by
        /// Winograd's F(4×4, 3×3) in float32: the error stays below 1e-6 of the sum of the magnitudes of the terms of 4×4 neighbouring outputs, about
        /// three times a plain sum's, and a value that is not finite reaches up to 3 pixels beyond its own windows.
        /// </remarks>
        /// <exception cref="ShapeException">Ranks, channels or groups do not fit, or the kernel is larger than the padded input.</exception>
        /// <exception cref="DTypeException">Nothing is floating point.</exception>
        public Tensor Conv2d(Tensor weight, Tensor? bias = null, ConvSettings? settings = null)
        {
            DType result = ConvolutionType("conv2d", weight, bias), compute = result == DType.Float64 ? DType.Float64 : DType.Float32;
            Conv2d op = new(settings ?? new ConvSettings(), bias is not null);
            Tensor x = To(compute).Contiguous(), w = weight.To(compute).Contiguous();
            Tensor y = bias is null ? Dispatch.Run(op, x, w) : Dispatch.Run(op, x, w, bias.To(compute).Contiguous());
            return y.To(result);
        }

        // The dtype of a convolution's result: all that it is given, promoted.
        DType ConvolutionType(string operation, Tensor weight, Tensor? bias)
        {
            DType result = Precision.ResultOf(DTypes.Promote(DTypes.Promote(DType, weight.DType), bias?.DType ?? DType));
            return result.IsFloatingPoint() ? result : throw new DTypeException(
                $"{operation}: an input of {Spec} and a weight of {weight.Spec}; it is computed in floating point. Convert one of them with `To(DType.Float32)`.");
        }

        /// <summary>One-dimensional convolution of [N, C, L] with a weight of [outChannels, C / groups, kernel]; see <see cref="Conv2d"/>.</summary>
        public Tensor Conv1d(Tensor weight, Tensor? bias = null, int stride = 1, int padLeft = 0, int padRight = 0, int dilation = 1, int groups = 1)
        {
            if (Rank != 3 || weight.Rank != 3)
                throw new ShapeException($"conv1d takes an input [N, C, L] and a weight [outChannels, C / groups, kernel]; got {Shape} and {weight.Shape}. Use `Unsqueeze` for a single sequence or channel.");
            ConvSettings settings = new(StrideWidth: stride, DilationWidth: dilation, PadLeft: padLeft, PadRight: padRight, Groups: groups);
            return Unsqueeze(2).Conv2d(weight.Unsqueeze(2), bias, settings).Squeeze(2);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed partial record Conv2d(ConvSettings Settings, bool HasBias) : Op
    {
        public override string Name => "conv2d";

        public override IReadOnlyList<OpAttribute> Attributes => [.. Settings.Attributes, new(nameof(HasBias), HasBias)];

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape x = inputs[0].Shape, w = inputs[1].Shape;
            if (x.Rank != 4 || w.Rank != 4)
                throw new ShapeException($"conv2d takes an input [N, C, H, W] and a weight [outChannels, C / groups, kernelHeight, kernelWidth]; got {x} and {w}. Use `Unsqueeze` for a single picture or channel.");
            ConvSettings s = Settings;
            if (!s.IsValid)
                throw new ShapeException($"conv2d: strides, dilations and groups are 1 or more, padding 0 or more; got {s}.");
            if (w[0] % s.Groups != 0)
                throw new ShapeException($"conv2d: the {w[0]} output channels of a weight of {w} do not divide into {s.Groups} groups, on an input of {x}. Choose a multiple of {s.Groups}, or another number of groups.");
            if (x[1] != w[1] * s.Groups)
                throw new ShapeException($"conv2d: a weight of {w}{(s.Groups == 1 ? "" : $" in {s.Groups} groups")} takes {w[1] * s.Groups} input channels; the input is {x} with {x[1]}. Axis 1 of the input is the channels: use `Permute` if they lie elsewhere.");
            if (HasBias && (inputs[2].Shape.Rank != 1 || inputs[2].Shape[0] != w[0]))
                throw new ShapeException($"conv2d: the bias must be [{w[0]}], one number an output channel; got {inputs[2].Shape}. Use `Reshape` on it, or another bias.");
            long height = ConvSettings.OutputSize(x[2], s.PadTop + s.PadBottom, w[2], s.DilationHeight, s.StrideHeight);
            long width = ConvSettings.OutputSize(x[3], s.PadLeft + s.PadRight, w[3], s.DilationWidth, s.StrideWidth);
            if (height == 0 || width == 0)
                throw new ShapeException($"conv2d: a kernel of {w[2]}×{w[3]} is larger than the input {x} with its padding. Use a smaller kernel, more padding, or larger pictures.");
            return [inputs[0] with { Shape = [x[0], w[0], height, width], Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(((needed & 1) << 1) | ((needed >> 1) & 1));

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor gradient = context.Gradient.Contiguous();
            Tensor? x = context.Needs(0) ? Dispatch.Run(new Conv2dInputGradient(Settings, context.InputSpecs[0].Shape), gradient, context.Input(1)) : null;
            Tensor? w = context.Needs(1) ? Dispatch.Run(new Conv2dWeightGradient(Settings, context.InputSpecs[1].Shape), gradient, context.Input(0)) : null;
            return HasBias ? [x, w, context.Needs(2) ? gradient.Sum(0, 2, 3) : null] : [x, w];
        }

        public override Tensor[]? Decompose(ReadOnlySpan<Tensor> inputs) =>
            HasBias ? [Dispatch.Run(this with { HasBias = false }, inputs[0], inputs[1]) + inputs[2].Reshape(-1, 1, 1)] : null;

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => CostOf(inputs[1].Shape, outputs[0].Shape, inputs, outputs);

        internal static Cost CostOf(Shape weight, Shape output, ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs)
        {
            double bytes = outputs[0].Bytes;
            foreach (TensorSpec input in inputs)
                bytes += input.Bytes;
            return new Cost(2.0 * output.Count * weight.CountOf(1..), bytes);
        }
    }

    /// <summary>The gradient of a convolution's input, from that of its output and the weight; also known as transposed convolution.</summary>
    internal sealed partial record Conv2dInputGradient(ConvSettings Settings, Shape InputShape) : Op
    {
        public override string Name => "conv2d_input_gradient";

        public override IReadOnlyList<OpAttribute> Attributes => [.. Settings.Attributes, new(nameof(InputShape), InputShape)];

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Shape = InputShape, Format = MemoryFormat.Contiguous }];

        public override Saves Saves(ulong needed) => new(((needed & 1) << 1) | ((needed >> 1) & 1));

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor upstream = context.Gradient.Contiguous();
            return
            [
                context.Needs(0) ? Dispatch.Run(new Conv2d(Settings, false), upstream, context.Input(1)) : null,
                context.Needs(1) ? Dispatch.Run(new Conv2dWeightGradient(Settings, context.InputSpecs[1].Shape), context.Input(0), upstream) : null,
            ];
        }

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => Conv2d.CostOf(inputs[1].Shape, inputs[0].Shape, inputs, outputs);
    }

    /// <summary>The gradient of a convolution's weight, from that of its output and the input.</summary>
    internal sealed partial record Conv2dWeightGradient(ConvSettings Settings, Shape WeightShape) : Op
    {
        public override string Name => "conv2d_weight_gradient";

        public override IReadOnlyList<OpAttribute> Attributes => [.. Settings.Attributes, new(nameof(WeightShape), WeightShape)];

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Shape = WeightShape, Format = MemoryFormat.Contiguous }];

        public override Saves Saves(ulong needed) => new(((needed & 1) << 1) | ((needed >> 1) & 1));

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor upstream = context.Gradient.Contiguous();
            return
            [
                context.Needs(0) ? Dispatch.Run(new Conv2d(Settings, false), context.Input(1), upstream) : null,
                context.Needs(1) ? Dispatch.Run(new Conv2dInputGradient(Settings, context.InputSpecs[1].Shape), context.Input(0), upstream) : null,
            ];
        }

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => Conv2d.CostOf(WeightShape, inputs[0].Shape, inputs, outputs);
    }
}
