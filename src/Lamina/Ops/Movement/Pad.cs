using Lamina.Cpu.Elementwise;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>This tensor with zeros around it: one amount for each of the last axes, in their order.</summary>
        public Tensor Pad(params ReadOnlySpan<PadAmount> amounts) => Pad(amounts, PadMode.Constant);

        /// <summary>This tensor with places added around it.</summary>
        /// <param name="amounts">One for each of the last axes, in their order: <c>[(1, 1), (2, 2)]</c> pads rows by 1 and columns by 2.</param>
        /// <param name="mode">What stands in the new places.</param>
        /// <param name="value">The number for <see cref="PadMode.Constant"/>.</param>
        /// <exception cref="ShapeException">There are more amounts than axes, more is cut off than there is, or more is mirrored or repeated than there is.</exception>
        public Tensor Pad(ReadOnlySpan<PadAmount> amounts, PadMode mode, Scalar value = default)
        {
            if (amounts.Length > Rank)
                throw new ShapeException($"Pad: {amounts.Length} amounts for a tensor of shape {Shape}, which has {Rank} axes.");
            PadAmount[] all = new PadAmount[Rank];
            amounts.CopyTo(all.AsSpan(Rank - amounts.Length));
            if (mode == PadMode.Constant)
                return Dispatch.Run(new ConstantPad(new PadList(all), value), this);
            Tensor padded = this;
            for (int axis = 0; axis < all.Length; axis++)
            {
                if (all[axis] != default)
                    padded = padded.IndexSelect(axis, PadPlaces(axis, all[axis], mode));
            }

            return padded;
        }

        // Where each place along a padded axis takes its element from.
        Tensor PadPlaces(int axis, PadAmount amount, PadMode mode)
        {
            long size = Shape[axis], most = mode switch { PadMode.Reflect => size - 1, PadMode.Circular => size, _ => size == 0 ? 0 : long.MaxValue };
            long padded = size + amount.Before + amount.After;
            if (amount.Before > most || amount.After > most || padded < 0)
                throw new ShapeException($"Pad: ({amount.Before}, {amount.After}) in mode {mode} does not fit axis {axis} of {Shape}, which has size {size}{(most == long.MaxValue ? "" : $": at most {most} can be added at an end")}. Pad less, or with a number, in mode {nameof(PadMode.Constant)}.");
            long[] places = new long[padded];
            for (long i = 0; i < places.Length; i++)
            {
                long from = i - amount.Before;
                places[i] = mode switch
                {
                    PadMode.Reflect => from < 0 ? -from : from >= size ? (2 * (size - 1)) - from : from,
                    PadMode.Replicate => Math.Clamp(from, 0, size - 1),
                    _ => (from + size) % size,
                };
            }

            return From<long>(places, [padded]);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record ConstantPad(PadList Amounts, Scalar Value) : Op
    {
        public override string Name => "pad";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            long[] sizes = shape.ToArray();
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] += Amounts[i].Before + Amounts[i].After;
                if (sizes[i] < 0 || Math.Min(Amounts[i].Before, Amounts[i].After) < -shape[i])
                    throw new ShapeException($"{Name}: {Amounts} cuts more off axis {i} of {shape} than there is. Cut off less.");
            }

            return [inputs[0] with { Shape = sizes }];
        }

        public override Tensor?[] Backward(BackwardContext context) => [Dispatch.Run(new ConstantPad(Amounts.Opposite(), 0), context.Gradient)];

        protected internal override void Compute(KernelCall call)
        {
            (KernelCall fill, Layout from, Layout to) = (Plan)(call.Memo ??= Prepare(call));
            fill.Op.Compute(fill);
            CopySegment.Launch(call.Outputs[0].Part(to), call.Inputs[0].Part(from));
        }

        // What lies in both: cut from the input, laid into the output.
        Plan Prepare(KernelCall call)
        {
            Operand output = call.Outputs[0], input = call.Inputs[0];
            Layout from = input.Layout, to = output.Layout;
            for (int i = 0; i < Amounts.Count; i++)
            {
                long cut = Math.Max(0, -Amounts[i].Before), length = Math.Max(0, input.Shape[i] - cut - Math.Max(0, -Amounts[i].After));
                from = new Slice(i, cut, length, 1).ViewLayout(from);
                to = new Slice(i, Math.Max(0, Amounts[i].Before), length, 1).ViewLayout(to);
            }

            return new Plan(new KernelCall(new Fill(output.Shape, output.DType, Value), [], [output], 0), from, to);
        }

        sealed record Plan(KernelCall Fill, Layout From, Layout To);
    }
}
