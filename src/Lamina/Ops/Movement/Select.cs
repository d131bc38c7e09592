using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The view at one index of an axis, without that axis.</summary>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="index">The index; negative ones count from the end.</param>
        /// <exception cref="IndexException">The index lies outside the axis.</exception>
        public Tensor Select(int axis, long index)
        {
            int at = Axis(axis);
            long size = Shape[at], found = index < 0 ? index + size : index;
            if ((ulong)found >= (ulong)size)
                throw new IndexException($"Select: index {index} is outside axis {axis} of {Shape}, which has size {size}; indices run from {-size} to {size - 1}.");
            return Dispatch.Run(new Select(at, found), this);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Select(int Axis, long Index) : PartOp
    {
        public override string Name => "select";

        internal override Layout ViewLayout(Layout input)
        {
            List<long> strides = [.. input.Strides];
            strides.RemoveAt(Axis);
            return new Layout(input.Shape.Remove(Axis), [.. strides], input.Offset + (Index * input.Strides[Axis]));
        }
    }
}
