using Lamina.Cpu.Linalg;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>A = Q R with orthonormal columns of Q and an upper triangular R, of the reduced kind; signs are LAPACK's. PyTorch's <c>torch.linalg.qr</c>.</summary>
        /// <remarks>
        /// **Shape:** [..., m, n] → [..., m, k] and [..., k, n], k = min(m, n). **Gradient:** needs the first k columns to be independent.
        /// **Source:** Householder, Unitary triangularization of a nonsymmetric matrix, 1958.
        /// </remarks>
        /// <exception cref="ShapeException">There are fewer than two axes.</exception>
        public (Tensor Q, Tensor R) Qr()
        {
            Tensor[] both = Dispatch.RunAll(new Qr(), Matrices.Of(this, nameof(Qr)));
            DType result = DType.ToFloating();
            return (both[0].To(result), both[1].To(result));
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Qr : Op
    {
        public override string Name => "qr";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            long m = inputs[0].Shape[^2], n = inputs[0].Shape[^1], k = Math.Min(m, n);
            return [Matrices.Like(inputs[0], m, k), Matrices.Like(inputs[0], k, n)];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: 0b11);

        // Of a wide matrix [X, Y], X = Q U is a square case, and Y = Q V gives Q what flows to V.
        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor q = context.Output(0), r = context.Output(1), byQ = context.GradientOf(0), byR = context.GradientOf(1);
            long k = q.Shape[^1], n = r.Shape[^1];
            if (n == k)
                return [Square(q, r, byQ, byR)];
            Tensor rest = context.Input(0).Slice(-1, k, n), byRest = byR.Slice(-1, k, n);
            Tensor first = Square(q, r.Slice(-1, 0, k), byQ + rest.MatMul(byRest.T), byR.Slice(-1, 0, k));
            return [Tensor.Concatenate([first, q.MatMul(byRest)], -1)];
        }

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(default(QrFunction), call);

        // (Ḡq + Q sym(M)) R⁻ᵀ with M = R Ḡrᵀ − Ḡqᵀ Q, whose lower triangle counts for both.
        static Tensor Square(Tensor q, Tensor r, Tensor byQ, Tensor byR)
        {
            Tensor m = r.MatMul(byR.T) - byQ.T.MatMul(q);
            Tensor symmetric = m.Tril() + m.Tril(-1).T;
            Tensor right = byQ + q.MatMul(symmetric);
            return Matrices.SolveTriangular(r, right.T, upper: true).T;
        }
    }
}
