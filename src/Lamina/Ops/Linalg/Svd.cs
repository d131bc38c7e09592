using Lamina.Cpu.Linalg;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>A = U diag(S) Vᵀ with orthonormal columns of U and rows of Vᵀ and singular values S ≥ 0, the largest first, of the reduced kind. PyTorch's <c>torch.linalg.svd(full_matrices=False)</c>.</summary>
        /// <remarks>
        /// **Shape:** [..., m, n] → [..., m, k], [..., k] and [..., k, n], k = min(m, n). The sign of each pair of vectors is free.
        /// **Gradient:** of S always; of U and Vᵀ where singular values differ from each other and from 0, for results that do not depend on signs.
        /// **Source:** one-sided Jacobi rotations; Demmel and Veselić, Jacobi's method is more accurate than QR, 1992.
        /// </remarks>
        /// <exception cref="ShapeException">There are fewer than two axes.</exception>
        /// <exception cref="NumericException">A matrix holds NaN or ∞.</exception>
        public (Tensor U, Tensor S, Tensor Vt) Svd()
        {
            Tensor[] parts = Dispatch.RunAll(new Svd(), Matrices.Of(this, nameof(Svd)));
            DType result = DType.ToFloating();
            return (parts[0].To(result), parts[1].To(result), parts[2].To(result));
        }

        /// <summary>The singular values of matrices, the largest first. PyTorch's <c>torch.linalg.svdvals</c>.</summary>
        /// <inheritdoc cref="Svd"/>
        public Tensor SingularValues() => Svd().S;

        /// <summary>The Moore–Penrose inverse A⁺: the matrix of the shortest least-squares solutions. PyTorch's <c>torch.linalg.pinv</c>.</summary>
        /// <param name="relative">Singular values up to this part of the largest count as 0; max(m, n) times the dtype's precision if null.</param>
        /// <remarks>**Shape:** [..., m, n] → [..., n, m]. **Gradient:** for a rank that stays as it is. **Source:** Golub and Pereyra, The differentiation of pseudo-inverses, 1973.</remarks>
        /// <exception cref="ShapeException">There are fewer than two axes.</exception>
        public Tensor PseudoInverse(double? relative = null)
        {
            Tensor a = Matrices.Of(this, nameof(PseudoInverse));
            return Dispatch.Run(new PseudoInverse(relative ?? RelativeTolerance(a)), a).To(DType.ToFloating());
        }

        /// <summary>The number of singular values above a part of the largest one (int64). PyTorch's <c>torch.linalg.matrix_rank</c>. No gradient.</summary>
        /// <inheritdoc cref="PseudoInverse"/>
        /// <remarks>**Shape:** [..., m, n] → [...].</remarks>
        public Tensor MatrixRank(double? relative = null)
        {
            Tensor values = Detach().SingularValues().Widened();
            return values.Greater(values.Slice(-1, 0, 1) * (relative ?? RelativeTolerance(this))).To(DType.Int64).Sum(-1);
        }

        static double RelativeTolerance(Tensor matrices) =>
            Math.Max(matrices.Shape[^1], matrices.Shape[^2]) * (matrices.DType == DType.Float64 ? Math.ScaleB(1, -52) : Math.ScaleB(1, -23));
    }
}

namespace Lamina.Ops
{
    internal sealed record Svd : Op
    {
        public override string Name => "svd";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            long m = inputs[0].Shape[^2], n = inputs[0].Shape[^1], k = Math.Min(m, n);
            return [Matrices.Like(inputs[0], m, k), Matrices.Like(inputs[0], k), Matrices.Like(inputs[0], k, n)];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0, Outputs: 0b111);

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor u = context.Output(0), s = context.Output(1), vt = context.Output(2), row = s.Unsqueeze(-2), column = s.Unsqueeze(-1);
            Tensor gradient = (u * context.GradientOf(1).Unsqueeze(-2)).MatMul(vt);
            Tensor unit = Tensor.Eye(s.Shape[^1], null, s.DType), gaps = row.Square() - column.Square() + unit;
            if (context.HasGradient(0))
            {
                Tensor byU = context.GradientOf(0), inner = u.T.MatMul(byU), turn = (inner - inner.T) / gaps * row;
                gradient += u.MatMul(turn).MatMul(vt);
                if (u.Shape[^2] > u.Shape[^1])
                    gradient += ((byU - u.MatMul(inner)) / row).MatMul(vt);
            }

            if (context.HasGradient(2))
            {
                Tensor byV = context.GradientOf(2), inner = vt.MatMul(byV.T), turn = (inner - inner.T) / gaps * column;
                gradient += u.MatMul(turn).MatMul(vt);
                if (vt.Shape[^1] > vt.Shape[^2])
                    gradient += u.MatMul((byV - inner.T.MatMul(vt)) / column);
            }

            return [gradient];
        }

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(default(SvdFunction), call);
    }

    internal sealed record PseudoInverse(double Relative) : Op
    {
        public override string Name => "pseudo_inverse";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [Matrices.Like(inputs[0], inputs[0].Shape[^1], inputs[0].Shape[^2])];

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: 1);

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor a = context.Input(0), p = context.Output(), g = context.Gradient;
            Tensor within = -p.T.MatMul(g).MatMul(p.T);
            Tensor left = g.T.MatMul(p).MatMul(p.T), right = p.T.MatMul(p).MatMul(g.T);
            return [within + left - a.MatMul(p.MatMul(left)) + right - right.MatMul(p).MatMul(a)];
        }

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(new SvdFunction(Relative), call);
    }
}
