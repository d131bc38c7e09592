using Lamina.Cpu.Linalg;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>X of A X = B, with this tensor as A; by LU factors with row exchanges. PyTorch's <c>torch.linalg.solve</c>.</summary>
        /// <param name="right">B. A 1-d tensor is one column, and gives one.</param>
        /// <remarks>
        /// **Shape:** [..., n, n] and [..., n, k] → [..., n, k]; the axes before broadcast. **DType:** factored in float64, results in the tensors'
        /// floating dtype. **Gradient:** A⁻ᵀ G for B, −A⁻ᵀ G Xᵀ for A.
        /// </remarks>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        /// <exception cref="NumericException">A matrix is singular.</exception>
        public Tensor Solve(Tensor right)
        {
            DType result = DTypes.ResultType(Spec, right.Spec).ToFloating();
            if (right.Rank == 1)
                return Solve(right.Unsqueeze(-1)).Squeeze(-1);
            (Tensor a, Tensor b) = Matrices.Pair(this, right, nameof(Solve));
            return Dispatch.Run(new Solve(), a, b).To(result);
        }

        /// <summary>X of T X = B, with this tensor as the triangular T; the other triangle is not looked at. PyTorch's <c>torch.linalg.solve_triangular</c>.</summary>
        /// <param name="right">B.</param>
        /// <param name="upper">Whether T is the upper triangle.</param>
        /// <param name="unitDiagonal">True to take the diagonal as ones.</param>
        /// <remarks>**Shape:** as <see cref="Solve"/>. A 0 on the diagonal gives ∞ or NaN.</remarks>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        public Tensor SolveTriangular(Tensor right, bool upper, bool unitDiagonal = false)
        {
            DType result = DTypes.ResultType(Spec, right.Spec).ToFloating();
            if (right.Rank == 1)
                return SolveTriangular(right.Unsqueeze(-1), upper, unitDiagonal).Squeeze(-1);
            (Tensor t, Tensor b) = Matrices.Pair(this, right, nameof(SolveTriangular));
            return Dispatch.Run(new SolveTriangular(upper, unitDiagonal), t, b).To(result);
        }

        /// <summary>A⁻¹ of square matrices. To solve a system, <see cref="Solve"/> is faster and more exact. PyTorch's <c>torch.linalg.inv</c>.</summary>
        /// <remarks>**Shape:** [..., n, n]. **DType:** as <see cref="Solve"/>.</remarks>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        /// <exception cref="NumericException">A matrix is singular.</exception>
        public Tensor Inverse()
        {
            Tensor a = Matrices.Of(this, nameof(Inverse), square: true);
            return Matrices.Solve(a, Matrices.Unit(a).Expand(a.Shape)).To(DType.ToFloating());
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Solve : Op
    {
        public override string Name => "solve";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[1] with { Format = MemoryFormat.Contiguous }];

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: needed & 1);

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor right = Matrices.Solve(context.Input(0).T, context.Gradient);
            return [context.Needs(0) ? -right.MatMul(context.Output().T) : null, right];
        }

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(default(SolveFunction), call);
    }

    internal sealed record SolveTriangular(bool Upper, bool UnitDiagonal) : Op
    {
        public override string Name => "solve_triangular";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[1] with { Format = MemoryFormat.Contiguous }];

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: needed & 1);

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor right = Matrices.SolveTriangular(context.Input(0).T, context.Gradient, !Upper, UnitDiagonal);
            if (!context.Needs(0))
                return [null, right];
            Tensor whole = -right.MatMul(context.Output().T);
            int beside = UnitDiagonal ? 1 : 0;
            return [Upper ? whole.Triu(beside) : whole.Tril(-beside), right];
        }

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(new SolveTriangularFunction(Upper, UnitDiagonal), call);
    }
}
