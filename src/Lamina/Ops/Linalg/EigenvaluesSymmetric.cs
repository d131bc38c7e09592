using Lamina.Cpu.Linalg;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The eigenvalues of symmetric matrices, ascending, without their eigenvectors, which take most of the time of <see cref="EigenSymmetric"/>. Only the lower triangle is looked at. PyTorch's <c>torch.linalg.eigvalsh</c>.</summary>
        /// <remarks>
        /// **Shape:** [..., n, n] → [..., n]. **DType:** floats; integers give float32. **Gradient:** V diag(∂λ) Vᵀ; only it computes the vectors.
        /// **Source:** Golub and Van Loan, Matrix Computations, 8.3.
        /// </remarks>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        /// <exception cref="NumericException">A matrix holds NaN or ∞.</exception>
        public Tensor EigenvaluesSymmetric() =>
            Dispatch.Run(new EigenvaluesSymmetric(), Matrices.Of(this, nameof(EigenvaluesSymmetric), square: true)).To(DType.ToFloating());
    }
}

namespace Lamina.Ops
{
    internal sealed record EigenvaluesSymmetric : Op
    {
        public override string Name => "eigenvalues_symmetric";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [Matrices.Like(inputs[0], inputs[0].Shape[^1])];

        public override Saves Saves(ulong needed) => Lamina.Ops.Saves.AllInputs;

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor vectors = context.Input(0).EigenSymmetric().Vectors;
            return [(vectors * context.Gradient.Unsqueeze(-2)).MatMul(vectors.T)];
        }

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(new EigenSymmetricFunction(vectors: false), call);
    }
}
