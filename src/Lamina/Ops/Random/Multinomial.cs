using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Indices of the last axis, drawn with probabilities in proportion to this tensor's values: int64 [..., samples].
        /// </summary>
        /// <remarks>
        /// Without replacement, no index comes twice, and the first are those that a draw one after another would give first.
        /// <b>Source:</b> Efraimidis, Spirakis: Weighted random sampling with a reservoir (2006).
        /// </remarks>
        /// <param name="samples">How many in each row.</param>
        /// <param name="replacement">True to put an index back after it is drawn.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="NumericException">A weight is negative or not finite, or too few are above 0.</exception>
        /// <exception cref="ShapeException">The tensor has no axes.</exception>
        public Tensor Multinomial(long samples, bool replacement = false, Generator? generator = null) =>
            new Multinomial(samples, replacement).Run(generator, Contiguous());
    }
}

namespace Lamina.Ops
{
    internal sealed partial record Multinomial(long Samples, bool Replacement) : RandomOp
    {
        public override string Name => "random_multinomial";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            if (shape.Rank == 0 || Samples < 0)
                throw new ShapeException($"{Name}: {Samples} samples of weights {shape}; the weights need a last axis of classes, and samples are 0 or more.");
            if (!Replacement && Samples > shape[^1])
                throw new ShapeException($"{Name}: {Samples} samples without replacement of {shape[^1]} classes ({shape}). Draw fewer, or with replacement.");
            NeedsFloating(inputs[0].DType);
            return [new TensorSpec(DType.Int64, shape.With(-1, Samples))];
        }

        public override long Blocks(ReadOnlySpan<TensorSpec> inputs) => Rows(inputs[0].Shape) * BlocksPerRow(inputs[0].Shape);

        public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => 16 * inputs[0].Shape[^1];

        static long Rows(Shape shape) => shape.CountOf(..^1);

        long BlocksPerRow(Shape shape) => ((Replacement ? Samples : shape.Rank == 0 ? 0 : shape[^1]) + 1) / 2;
    }
}
