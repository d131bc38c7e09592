using Lamina.Autograd;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Scaled dot-product attention with this tensor as queries: softmax(q·kᵀ·scale)·v for each head. The scores are never held as a
        /// whole: memory grows with the length, not with its square.
        /// </summary>
        /// <param name="keys">[.., S, D].</param>
        /// <param name="values">[.., S, E].</param>
        /// <param name="isCausal">True to let query i see the keys 0 … i alone.</param>
        /// <param name="scale">What the scores are multiplied by; 1/√D if null.</param>
        /// <returns>[.., T, E] for queries of [.., T, D].</returns>
        /// <remarks>
        /// As <c>torch.nn.functional.scaled_dot_product_attention</c> without mask and dropout. The axes before the last two are the same in all
        /// three; views are read as they lie. float16 and bfloat16 are computed in float32.
        /// <b>Source:</b> Vaswani et al., Attention Is All You Need (2017); the recomputing gradient: Dao et al., FlashAttention (2022).
        /// </remarks>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        /// <exception cref="DTypeException">A tensor is not floating point.</exception>
        public Tensor Attention(Tensor keys, Tensor values, bool isCausal = false, double? scale = null)
        {
            if (Rank < 2 || keys.Rank != Rank || values.Rank != Rank || keys.Shape[^1] != Shape[^1] || values.Shape[^2] != keys.Shape[^2]
                || keys.Shape[..^2] != Shape[..^2] || values.Shape[..^2] != Shape[..^2])
                throw new ShapeException($"Attention: queries [.., T, D] go with keys [.., S, D] and values [.., S, E], alike before the last two axes; got {Shape}, {keys.Shape} and {values.Shape}. Use `Transpose` where heads and places are exchanged.");
            if (!DType.IsFloatingPoint() || !keys.DType.IsFloatingPoint() || !values.DType.IsFloatingPoint())
                throw new DTypeException($"Attention: queries, keys and values are floating point; got {Spec}, {keys.Spec} and {values.Spec}. Convert them with `To`.");
            DType result = DTypes.Promote(DTypes.Promote(DType, keys.DType), values.DType), compute = result == DType.Float64 ? result : DType.Float32;
            Attention op = new(scale ?? (1 / Math.Sqrt(Math.Max(1, Shape[^1]))), isCausal);
            Tensor y = Dispatch.Run(op, ByPlace(this, compute), ByPlace(keys, compute), ByPlace(values, compute)).Transpose(1, 2);
            return y.Reshape([.. Shape[..^1], values.Shape[^1]]).To(result);
        }

        // [.., T, D] as [batch, T, heads, D]: what stands before the last two axes are batches and heads, however many.
        static Tensor ByPlace(Tensor x, DType compute)
        {
            x = x.To(compute);
            Tensor four = x.Rank switch
            {
                2 => x.Unsqueeze(0).Unsqueeze(0),
                3 => x.Unsqueeze(1),
                4 => x,
                _ => x.Reshape(x.Shape.CountOf(..^3), x.Shape[^3], x.Shape[^2], x.Shape[^1]),
            };
            Tensor placed = four.Transpose(1, 2);
            return placed.Layout.Strides[3] == 1 || placed.Shape[3] == 1 ? placed : placed.Contiguous();
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>
    /// Attention of q [B, T, H, D], k [B, S, H, D] and v [B, S, H, E], of float32 or float64, any strides but 1 along the last axis. Outputs:
    /// y [B, T, H, E], and for the gradient the logarithm of each row's sum of exponentials [B, H, T].
    /// </summary>
    /// <param name="Scale">What the scores are multiplied by.</param>
    /// <param name="IsCausal">Query i sees the keys 0 … i.</param>
    internal sealed partial record Attention(double Scale, bool IsCausal) : Op
    {
        public override string Name => "attention";

        public override int VisibleOutputs => 1;

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape q = inputs[0].Shape, k = inputs[1].Shape, v = inputs[2].Shape;
            if (q.Rank != 4 || k != [q[0], k[1], q[2], q[3]] || v != [q[0], k[1], q[2], v[3]])
                throw new ShapeException($"{Name}: q is [B, T, H, D], k [B, S, H, D] and v [B, S, H, E]; got {q}, {k} and {v}.");
            return [inputs[0] with { Shape = [q[0], q[1], q[2], v[3]], Format = MemoryFormat.Contiguous }, inputs[0] with { Shape = [q[0], q[2], q[1]], Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0b111, Outputs: 0b11);

        public override Tensor?[] Backward(BackwardContext context) => GradMode.Enabled
            ? Decomposed.Gradients(this, context, 1)
            : Dispatch.RunAll(
                new AttentionGradient(Scale, IsCausal), context.Input(0), context.Input(1), context.Input(2), context.Gradient.Contiguous(), context.Output(0), context.Output(1));

        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
        {
            Tensor q = inputs[0].Transpose(1, 2), k = inputs[1].Transpose(1, 2), v = inputs[2].Transpose(1, 2);
            Tensor scores = q.MatMul(k.Transpose(-2, -1)) * Scale;
            if (IsCausal)
                scores = scores.MaskedFill(Tensor.Ones([q.Shape[2], k.Shape[2]], DType.Bool).Triu(1), double.NegativeInfinity);
            Tensor sums = scores.LogSumExp([-1], keepDims: true);
            return [(scores - sums).Exp().MatMul(v).Transpose(1, 2), sums.Squeeze(-1)];
        }

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs)
        {
            Shape q = inputs[0].Shape, v = inputs[2].Shape;
            return base.Cost(inputs, outputs) with { Flops = 2.0 * Pairs(q[1], v[1], IsCausal) * q[0] * q[2] * (q[3] + v[3]) };
        }

        /// <summary>How many pairs of query and key meet.</summary>
        internal static double Pairs(long queries, long keys, bool isCausal)
        {
            double first = Math.Min(queries, keys);
            return isCausal ? (first * (first + 1) / 2) + ((queries - first) * keys) : (double)queries * keys;
        }
    }

    /// <summary>Gradients of q, k and v, of q, k, v, the gradient of y, y and the logarithms: the scores are computed again, block by block.</summary>
    /// <param name="Scale">What the scores are multiplied by.</param>
    /// <param name="IsCausal">Query i sees the keys 0 … i.</param>
    internal sealed partial record AttentionGradient(double Scale, bool IsCausal) : Op
    {
        public override string Name => "attention_gradient";

        public override string? NonDifferentiable => "higher derivatives take attention in simpler ops";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            [inputs[0] with { Format = MemoryFormat.Contiguous }, inputs[1] with { Format = MemoryFormat.Contiguous }, inputs[2] with { Format = MemoryFormat.Contiguous }];

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs)
        {
            Shape q = inputs[0].Shape, v = inputs[2].Shape;
            return base.Cost(inputs, outputs) with { Flops = 2.0 * Attention.Pairs(q[1], v[1], IsCausal) * q[0] * q[2] * ((3 * q[3]) + (2 * v[3])) };
        }
    }
}
