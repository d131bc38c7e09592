using Lamina.Cpu.Linalg;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The determinants of square matrices. PyTorch's <c>torch.linalg.det</c>.</summary>
        /// <remarks>**Shape:** [..., n, n] → [...]. **Gradient:** det(A) A⁻ᵀ, an error where A is singular.</remarks>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        public Tensor Determinant() => Dispatch.Run(new Determinant(), Matrices.Of(this, nameof(Determinant), square: true)).To(DType.ToFloating());

        /// <summary>The sign of the determinants of square matrices, and the natural logarithm of their magnitude; 0 and −∞ for singular ones. PyTorch's <c>torch.linalg.slogdet</c>.</summary>
        /// <remarks>**Shape:** [..., n, n] → [...] each. **Gradient:** A⁻ᵀ of the logarithm.</remarks>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        public (Tensor Sign, Tensor LogAbs) LogDeterminant()
        {
            Tensor[] both = Dispatch.RunAll(new LogDeterminant(), Matrices.Of(this, nameof(LogDeterminant), square: true));
            DType result = DType.ToFloating();
            return (both[0].To(result), both[1].To(result));
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Determinant : Op
    {
        public override string Name => "determinant";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [Matrices.Like(inputs[0])];

        public override Saves Saves(ulong needed) => new(Inputs: 1, Outputs: 1);

        public override Tensor?[] Backward(BackwardContext context) =>
            [(context.Gradient * context.Output()).Unsqueeze(-1).Unsqueeze(-1) * context.Input(0).Inverse().T];

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(new DeterminantFunction(logarithm: false), call);
    }

    internal sealed record LogDeterminant : Op
    {
        public override string Name => "log_determinant";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [Matrices.Like(inputs[0]), Matrices.Like(inputs[0])];

        public override Saves Saves(ulong needed) => new(Inputs: 1);

        public override Tensor?[] Backward(BackwardContext context) =>
            [context.GradientOf(1).Unsqueeze(-1).Unsqueeze(-1) * context.Input(0).Inverse().T];

        protected internal override void Compute(KernelCall call) => MatrixBatch.Run(new DeterminantFunction(logarithm: true), call);
    }
}
