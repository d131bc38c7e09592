using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>A view of every <paramref name="step"/>-th element along an axis, from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="start">The first index; negative ones count from the end.</param>
        /// <param name="end">The index behind the last; the end of the axis if null. With a negative step, null means down to index 0.</param>
        /// <param name="step">Not 0; a negative step runs backwards.</param>
        /// <exception cref="IndexException">An index lies outside the axis, or the step is 0.</exception>
        public Tensor Slice(int axis, long start, long? end = null, long step = 1)
        {
            int at = Axis(axis);
            long size = Shape[at];
            long first = start < 0 ? start + size : start;
            long last = end is not { } e ? (step > 0 ? size : -1) : e < 0 ? e + size : e;
            if (step == 0 || first < 0 || first > size || last < -1 || last > size)
                throw new IndexException($"Slice: [{start}..{end}] by {step} lies outside axis {axis} of {Shape}.");
            long length = step > 0 ? Math.Max(0, (last - first + step - 1) / step) : Math.Max(0, (first - last - step - 1) / -step);
            return Dispatch.Run(new Slice(at, first, length, step), this);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Slice(int Axis, long Start, long Length, long Step) : PartOp
    {
        public override string Name => "slice";

        internal override Layout ViewLayout(Layout input)
        {
            long[] strides = input.Strides.ToArray();
            long offset = input.Offset + (Length == 0 ? 0 : Start * strides[Axis]);
            strides[Axis] *= Step;
            return new Layout(input.Shape.With(Axis, Length), strides, offset);
        }
    }
}
