using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Where the elements are not 0, in row-major order: int64 [count, rank]. Reads their number to the host. No gradient.</summary>
        public Tensor NonZero() => Places(flat: false);

        /// <summary>
        /// The elements where a mask is true, in row-major order: 1-d. Reads their number to the host.
        /// </summary>
        /// <param name="mask">bool; broadcast with this tensor.</param>
        /// <exception cref="DTypeException">The mask is not bool.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Tensor MaskedSelect(Tensor mask)
        {
            if (mask.DType != DType.Bool)
                throw new DTypeException($"masked_select: the mask is bool; got {mask.Spec}. Compare first, or convert it with `To(DType.Bool)`.");
            Shape shape = Broadcasting.Of("masked_select", Shape, mask.Shape);
            return Expand(shape).Reshape(-1).IndexSelect(0, mask.Expand(shape).Places(flat: true));
        }

        // The places of elements that are not 0: all coordinates, or the one in row-major order.
        internal Tensor Places(bool flat)
        {
            Tensor truth = To(DType.Bool).Contiguous();
            return Dispatch.Run(new NonZero(truth.CountNonZero().ToInt64(), flat), truth);
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>The places of true elements, whose number is known.</summary>
    internal sealed partial record NonZero(long Count, bool Flat) : Op
    {
        public override string Name => "nonzero";

        public override string NonDifferentiable => "its result holds indices";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [new TensorSpec(DType.Int64, Flat ? [Count] : [Count, inputs[0].Shape.Rank])];
    }
}
