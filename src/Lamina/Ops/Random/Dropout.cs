using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Sets each element to 0 with probability <paramref name="p"/> and multiplies the others by 1 / (1 − p), so that
        /// the expectation stays. What is dropped is drawn again for the gradient, not stored.
        /// </summary>
        /// <remarks><b>Source:</b> Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: Dropout (JMLR 2014).</remarks>
        /// <param name="p">Probability of 0, in [0, 1].</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="NumericException"><paramref name="p"/> is no probability.</exception>
        /// <exception cref="DTypeException">The tensor is not floating point.</exception>
        public Tensor Dropout(double p, Generator? generator = null)
        {
            if (!(p >= 0 && p <= 1))
                throw new NumericException($"Dropout: {p} is no probability; it must lie between 0 and 1.");
            return p == 0 ? this : new Dropout(p).Run(generator, Ops.Dropout.Dense(this));
        }
    }
}

namespace Lamina.Ops
{
    internal sealed partial record Dropout(double P) : RandomOp
    {
        public override string Name => "dropout";

        public override string? NonDifferentiable => null;

        double Scale => P == 1 ? 0 : 1 / (1 - P);

        /// <summary>The mask goes by the logical place of an element, and memory may be in either format.</summary>
        public static Tensor Dense(Tensor x) => x.Layout.IsDense ? x : x.Contiguous();

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            NeedsFloating(inputs[0].DType);
            return [inputs[0]];
        }

        public override long Blocks(ReadOnlySpan<TensorSpec> inputs) => (inputs[0].Shape.Count + 3) / 4;

        public override Saves Saves(ulong needed) => new(Inputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) => [Dispatch.Run(this, Dense(context.Gradient), context.Input(1)), null];

        public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            inputs[0].Format == MemoryFormat.Contiguous ? 0 : inputs[0].Shape.Count;
    }
}
