using Lamina.Cpu;
using Lamina.Cpu.Boxes;
using Lamina.Cpu.Indexing;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Regions of feature maps brought to one size: each of height × width bins is the mean of bilinear samples at equal distances in it. Torchvision's <c>roi_align</c>.
        /// </summary>
        /// <param name="regions">[k, 5]: number of the picture, left, top, right, bottom.</param>
        /// <param name="height">Bins down.</param>
        /// <param name="width">Bins across.</param>
        /// <param name="scale">From the regions' coordinates to those of the map.</param>
        /// <param name="samples">Samples in each direction of a bin; as many as it has places, rounded up, if 0 or less.</param>
        /// <param name="aligned">True to move the regions by half a place, so that coordinates mean the corners of places; false is the older form, where a region also has at least one place.</param>
        /// <remarks>**Shape:** [n, c, h, w] → [k, c, height, width]. **Gradient:** to the map, none to the regions. **Source:** He et al., Mask R-CNN, 2017.</remarks>
        /// <exception cref="ShapeException">The map is not 4-d, or the regions are not [k, 5].</exception>
        /// <exception cref="IndexException">A region names a picture that is not there.</exception>
        public Tensor RoiAlign(Tensor regions, int height, int width, double scale = 1, int samples = -1, bool aligned = false)
        {
            DType result = DType.ToFloating();
            Tensor map = Widened().Contiguous();
            return Dispatch.Run(new RoiAlign(height, width, scale, Math.Max(0, samples), aligned), map, regions.Detach().To(map.DType).Contiguous()).To(result);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record RoiAlign(int Height, int Width, double Scale, int Samples, bool Aligned) : Op
    {
        public override string Name => "roi_align";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape map = inputs[0].Shape, regions = inputs[1].Shape;
            if (map.Rank != 4 || regions.Rank != 2 || regions[1] != 5 || Height < 1 || Width < 1)
                throw new ShapeException($"{Name}: a map [n, c, h, w] and regions [k, 5] give {Height} by {Width} bins, one or more; got {map} and {regions}. Use `Unsqueeze` for a single picture.");
            return [inputs[0] with { Shape = [regions[0], map[1], Height, Width], Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) =>
            [Dispatch.Run(new RoiAlignGradient(this, context.InputSpecs[0].Shape), context.Gradient.Contiguous(), context.Input(1)), null];

        protected internal override void Compute(KernelCall call)
        {
            IndexCheck.Contiguous(call);
            Lanes.Run(new RoiAlignKernel(this, call.Inputs[0].Shape, backward: false), call.Inputs[0].DType, call);
        }
    }

    /// <summary>The adjoint of <see cref="RoiAlign"/>: what flows to each bin goes to the places that its samples read.</summary>
    internal sealed record RoiAlignGradient(RoiAlign Forward, Shape Map) : Op
    {
        public override string Name => "roi_align_gradient";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Shape = Map, Format = MemoryFormat.Contiguous }];

        public override Saves Saves(ulong needed) => new(Inputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) => [Dispatch.Run(Forward, context.Gradient.Contiguous(), context.Input(1)), null];

        protected internal override void Compute(KernelCall call)
        {
            IndexCheck.Contiguous(call);
            Lanes.Run(new RoiAlignKernel(Forward, Map, backward: true), call.Inputs[0].DType, call);
        }
    }
}
