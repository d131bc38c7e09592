using Lamina.Cpu.Linalg;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The eigenvalues of symmetric matrices, ascending, and their orthonormal eigenvectors as columns: A = V diag(λ) Vᵀ. Only the lower triangle is looked at. PyTorch's <c>torch.linalg.eigh</c>.</summary>
        /// <remarks>
        /// **Shape:** [..., n, n] → [..., n] and [..., n, n]. The sign of each vector is free. **Gradient:** of the values always; of the vectors where
        /// values differ, for results that do not depend on signs. **Source:** Golub and Van Loan, Matrix Computations, 8.3.
        /// </remarks>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        /// <exception cref="NumericException">A matrix holds NaN or ∞.</exception>
        public (Tensor Values, Tensor Vectors) EigenSymmetric()
        {
            Tensor[] both = Dispatch.RunAll(new EigenSymmetric(), Matrices.Of(this, nameof(EigenSymmetric), square: true));
            DType result = DType.ToFloating();
            return (both[0].To(result), both[1].To(result));
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record EigenSymmetric : Op
    {
        public override string Name => "eigen_symmetric";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            [Matrices.Like(inputs[0], inputs[0].Shape[^1]), inputs[0] with { Format = MemoryFormat.Contiguous }];

        public override Saves Saves(ulong needed) => new(Inputs: 0, Outputs: 0b11);

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor values = context.Output(0), vectors = context.Output(1);
            Tensor gradient = (vectors * context.GradientOf(0).Unsqueeze(-2)).MatMul(vectors.T);
            if (!context.HasGradient(1))
                return [gradient];
            Tensor unit = Matrices.Unit(vectors), gaps = values.Unsqueeze(-2) - values.Unsqueeze(-1) + unit;
            Tensor turn = vectors.T.MatMul(context.GradientOf(1)) * (1 - unit) / gaps;
            return [gradient + vectors.MatMul(turn).MatMul(vectors.T)];
        }

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(new EigenSymmetricFunction(vectors: true), call);
    }
}
