using Lamina.Cpu.Linalg;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The lower triangular L with A = L Lᵀ, of symmetric positive definite matrices; only the lower triangle of A is looked at. PyTorch's <c>torch.linalg.cholesky</c>.</summary>
        /// <param name="upper">True for the upper triangular Lᵀ.</param>
        /// <remarks>**Shape:** [..., n, n]. **Gradient:** symmetric, as in PyTorch: L⁻ᵀ Φ(Lᵀ G) L⁻¹ and its transpose, each half.</remarks>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        /// <exception cref="NumericException">A matrix is not positive definite.</exception>
        public Tensor Cholesky(bool upper = false)
        {
            Tensor factor = Dispatch.Run(new Cholesky(), Matrices.Of(this, nameof(Cholesky), square: true)).To(DType.ToFloating());
            return upper ? factor.T : factor;
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Cholesky : Op
    {
        public override string Name => "cholesky";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Format = MemoryFormat.Contiguous }];

        public override Saves Saves(ulong needed) => new(Inputs: 0, Outputs: 1);

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor factor = context.Output(), product = factor.T.MatMul(context.Gradient);
            Tensor half = product.Tril() - (product * Matrices.Unit(product) * 0.5);
            Tensor left = Matrices.SolveTriangular(factor.T, half, upper: true);
            Tensor both = Matrices.SolveTriangular(factor.T, left.T, upper: true);
            return [(both + both.T) * 0.5];
        }

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(default(CholeskyFunction), call);
    }
}
