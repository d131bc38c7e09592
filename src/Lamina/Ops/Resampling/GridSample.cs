using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// This picture [N, C, H, W] or volume [N, C, D, H, W] read at the places that a grid names, as PyTorch's <c>grid_sample</c>. Shape: [N, C, …], the rest that of
        /// the grid without N and its last axis.
        /// </summary>
        /// <param name="grid">Places [N, H', W', 2] as (x, y), or [N, D', H', W', 3] as (x, y, z), in −1 … 1 over the picture.</param>
        /// <param name="mode"><see cref="InterpolationMode.Linear"/>, <see cref="InterpolationMode.Nearest"/> (halves to the even one), or <see cref="InterpolationMode.Cubic"/>, with a = −0.75, for pictures.</param>
        /// <param name="padding">What lies beyond the border.</param>
        /// <param name="alignCorners">True if ±1 are the centres of the border elements, false if they are the borders.</param>
        /// <remarks>**DType:** this tensor's; float32 if that is no float. **Gradient:** to the picture, and but for the nearest elements to the grid.</remarks>
        /// <exception cref="ShapeException">Picture and grid do not fit.</exception>
        /// <exception cref="ArgumentException">The mode is another, or cubic for volumes.</exception>
        public Tensor GridSample(Tensor grid, InterpolationMode mode = InterpolationMode.Linear, GridPadding padding = GridPadding.Zeros, bool alignCorners = false)
        {
            int axes = Rank - 2;
            if (axes is not (2 or 3) || grid.Rank != Rank || grid.Shape[0] != Shape[0] || grid.Shape[^1] != axes || Shape.CountOf(2..) == 0)
                throw new ShapeException($"grid_sample takes [N, C, H, W] with a grid [N, H', W', 2], or [N, C, D, H, W] with [N, D', H', W', 3]; got {Shape} and {grid.Shape}. Use `Expand` on a grid that is for all.");
            if (mode is InterpolationMode.NearestExact or InterpolationMode.Area || (mode == InterpolationMode.Cubic && axes == 3))
                throw new ArgumentException($"grid_sample of {Shape} has no mode {mode}; choose Linear, Nearest, or Cubic for pictures.");

            Tensor x = Widened();
            return Dispatch.Run(new GridSample(mode, padding, alignCorners), x.Contiguous(), grid.To(x.DType).Contiguous()).To(DType.ToFloating());
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>Reads a picture or volume at the places of a grid.</summary>
    /// <param name="Mode">Linear, nearest or cubic.</param>
    /// <param name="Padding">What lies beyond the border.</param>
    /// <param name="AlignCorners">Whether ±1 are the centres of the border elements.</param>
    internal sealed partial record GridSample(InterpolationMode Mode, GridPadding Padding, bool AlignCorners) : Op
    {
        public override string Name => "grid_sample";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            return [inputs[0] with { Shape = [shape[0], shape[1], .. inputs[1].Shape[1..^1]], Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => Ops.Saves.AllInputs;

        public override Tensor?[] Backward(BackwardContext context) => Decomposed.Gradients(this, context, 1);

        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs) => [GridSampleParts.Of(this, inputs[0], inputs[1])];

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            base.Cost(inputs, outputs) with { Flops = outputs[0].Shape.Count * 2 * Math.Pow(Mode switch { InterpolationMode.Nearest => 1, InterpolationMode.Linear => 2, _ => 4 }, inputs[0].Shape.Rank - 2) };
    }
}
