using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The lower triangles of the matrices in the last two axes; what lies above the diagonal becomes 0.</summary>
        /// <param name="diagonal">0 for the main diagonal, 1 for the one above it, −1 for the one below.</param>
        /// <exception cref="ShapeException">There are fewer than two axes.</exception>
        public Tensor Tril(long diagonal = 0) => Dispatch.Run(new Triangle(diagonal, Upper: false), Contiguous());

        /// <summary>The upper triangles of the matrices in the last two axes; what lies below the diagonal becomes 0.</summary>
        /// <inheritdoc cref="Tril"/>
        public Tensor Triu(long diagonal = 0) => Dispatch.Run(new Triangle(diagonal, Upper: true), Contiguous());
    }
}

namespace Lamina.Ops
{
    internal sealed partial record Triangle(long Diagonal, bool Upper) : Op
    {
        public override string Name => Upper ? "triu" : "tril";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            inputs[0].Shape.Rank >= 2
                ? [inputs[0] with { Format = MemoryFormat.Contiguous }]
                : throw new ShapeException($"{Name}: a triangle needs a matrix in the last two axes; got {inputs[0].Shape}. Use `Unsqueeze` for a row or a column.");

        public override Tensor?[] Backward(BackwardContext context) => [Dispatch.Run(this, context.Gradient.Contiguous())];
    }
}
