using Lamina.Autograd;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The largest element of each square window, as PyTorch's <c>max_pool2d</c>. NaN wins; padding never does.</summary>
        /// <param name="kernel">Size of the window.</param>
        /// <param name="stride">Step between windows; the window's size if null.</param>
        /// <param name="padding">Padding on every side, at most half the window.</param>
        /// <remarks>**DType:** this tensor's; float32 if that is no float.</remarks>
        /// <exception cref="ShapeException">The input is not [N, C, H, W], or a window does not fit.</exception>
        public Tensor MaxPool2d(int kernel, int? stride = null, int padding = 0) => MaxPool2d(PoolSettings.Square(kernel, stride, padding));

        /// <inheritdoc cref="MaxPool2d(int, int?, int)"/>
        /// <param name="settings">Windows, strides, padding, dilation and ceil mode.</param>
        public Tensor MaxPool2d(PoolSettings settings)
        {
            Tensor x = Widened().Contiguous();
            return Dispatch.Run(new MaxPool2d(settings, Keeps: GradMode.Enabled && x.RequiresGrad), x).To(DType.ToFloating());
        }

        /// <summary>
        /// The largest element of each window, and where in its plane it lies (int64): row · W + column, as PyTorch's <c>max_pool2d</c> with
        /// <c>return_indices</c>, and as <see cref="MaxUnpool"/> takes it. Of equal ones the first.
        /// </summary>
        /// <param name="settings">Windows, strides, padding, dilation and ceil mode.</param>
        /// <exception cref="ShapeException">The input is not [N, C, H, W], or a window does not fit.</exception>
        public (Tensor Values, Tensor Indices) MaxPool2dWithIndices(PoolSettings settings)
        {
            Tensor[] found = Dispatch.RunAll(new MaxPool2d(settings, Keeps: true), Widened().Contiguous());
            return (found[0].To(DType.ToFloating()), found[1].To(DType.Int64));
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>Values, and as an extra result where in its plane each lies, which is what the gradient needs.</summary>
    /// <param name="Settings">Windows, strides, padding, dilation and ceil mode.</param>
    /// <param name="Keeps">Whether there is a gradient to come; without, there is no extra result.</param>
    internal sealed partial record MaxPool2d(PoolSettings Settings, bool Keeps) : Op
    {
        public override string Name => "max_pool2d";

        public override IReadOnlyList<OpAttribute> Attributes => [.. Settings.Attributes];

        public override int VisibleOutputs => 1;

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            TensorSpec values = inputs[0] with { Shape = Settings.OutputShape(Name, inputs[0].Shape), Format = MemoryFormat.Contiguous };
            return Keeps ? [values, values with { DType = DType.Int32 }] : [values];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0, Outputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) =>
            [Dispatch.Run(new MaxPool2dGradient(Settings, context.InputSpecs[0].Shape), context.Gradient.Contiguous(), context.Output(1))];

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            base.Cost(inputs, outputs) with { Flops = (double)outputs[0].Shape.Count * Settings.KernelHeight * Settings.KernelWidth };
    }

    /// <summary>Brings each window's gradient to the element that won.</summary>
    internal sealed partial record MaxPool2dGradient(PoolSettings Settings, Shape InputShape) : Op
    {
        public override string Name => "max_pool2d_gradient";

        public override IReadOnlyList<OpAttribute> Attributes => [.. Settings.Attributes, new(nameof(InputShape), InputShape)];

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Shape = InputShape }];

        public override Saves Saves(ulong needed) => new(Inputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) =>
            [Dispatch.Run(new MaxPool2dPick(context.InputSpecs[0].Shape), context.Gradient.Contiguous(), context.Input(1)), null];
    }

    /// <summary>Picks from each plane the elements at given places.</summary>
    internal sealed partial record MaxPool2dPick(Shape OutputShape) : Op
    {
        public override string Name => "max_pool2d_pick";

        public override string NonDifferentiable => "third derivatives of max pooling are not available";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Shape = OutputShape }];
    }
}
