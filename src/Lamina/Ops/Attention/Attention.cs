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
        /// <param name="mask">
        /// What broadcasts to [.., T, S]: truth values that say which keys a query sees, or numbers that are added to the scores after their scale. Null for none.
        /// </param>
        /// <returns>[.., T, E] for queries of [.., T, D].</returns>
        /// <remarks>
        /// As <c>torch.nn.functional.scaled_dot_product_attention</c> without dropout. The axes before the last two are the same in all
        /// three, but that with four axes or more each head of keys and values may serve as many heads of queries: [B, 8, T, D] with [B, 2, S, D].
        /// Views are read as they lie. float16 and bfloat16 are computed in float32. A query that sees no key gives NaN. A mask may take part in gradients; all the scores are held then.
        /// <b>Source:</b> Vaswani et al., Attention Is All You Need (2017); the recomputing gradient: Dao et al., FlashAttention (2022); grouped queries:
        /// Ainslie et al., GQA (2023).
        /// </remarks>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        /// <exception cref="DTypeException">A tensor is not floating point.</exception>
        public Tensor Attention(Tensor keys, Tensor values, bool isCausal = false, double? scale = null, Tensor? mask = null)
        {
            if (Rank < 2 || keys.Rank != Rank || values.Rank != Rank || keys.Shape[^1] != Shape[^1] || values.Shape[^2] != keys.Shape[^2]
                || values.Shape[..^2] != keys.Shape[..^2] || !GoesWith(keys.Shape))
                throw new ShapeException($"Attention: queries [.., T, D] go with keys [.., S, D] and values [.., S, E], alike before the last two axes; got {Shape}, {keys.Shape} and {values.Shape}. Use `Transpose` where heads and places are exchanged.");
            if (!DType.IsFloatingPoint() || !keys.DType.IsFloatingPoint() || !values.DType.IsFloatingPoint())
                throw new DTypeException($"Attention: queries, keys and values are floating point; got {Spec}, {keys.Spec} and {values.Spec}. Convert them with `To`.");
            DType result = DTypes.Promote(DTypes.Promote(DType, keys.DType), values.DType), compute = result == DType.Float64 ? result : DType.Float32;
            Attention op = new(scale ?? (1 / Math.Sqrt(Math.Max(1, Shape[^1]))), isCausal);
            Tensor q = ByPlace(this, compute), k = ByPlace(keys, compute), v = ByPlace(values, compute);
            Tensor y = (mask is null ? Dispatch.Run(op, q, k, v) : Dispatch.Run(op, q, k, v, Bias(mask, keys.Shape, compute))).Transpose(1, 2);
            return y.Reshape([.. Shape[..^1], values.Shape[^1]]).To(result);
        }

        // The axes before the last two are alike, but for heads that share keys.
        bool GoesWith(Shape keys) => keys[..^2] == Shape[..^2]
            || (Rank >= 4 && keys[..^3] == Shape[..^3] && keys[^3] > 0 && Shape[^3] % keys[^3] == 0);

        // A mask as what is added to the scores, [batch, heads, T, S] with the keys side by side and the other axes repeated where they are.
        Tensor Bias(Tensor mask, Shape keys, DType compute)
        {
            Shape scores = [.. Shape[..^1], keys[^2]];
            if (mask.Rank > scores.Rank || Shape.Broadcast(mask.Shape, scores) != scores)
                throw new ShapeException($"Attention: a mask of {mask.Shape} does not broadcast to the scores {scores} of queries {Shape} and keys {keys}. Reshape it: one for each key of a batch is [batch, 1, 1, S].");
            Tensor added = mask.DType == DType.Bool ? Zeros(mask.Shape, compute).MaskedFill(!mask, double.NegativeInfinity) : mask.To(compute);
            if (mask.Rank == 0 || mask.Shape[^1] != scores[^1])
                added = added.Expand(mask.Rank == 0 ? [scores[^1]] : mask.Shape.With(-1, scores[^1]));
            if (added.Shape[^1] > 1 && added.Layout.Strides[^1] != 1)
                added = added.Contiguous();
            return ByHead(added.Expand(scores));
        }

        // [.., T, D] as [batch, T, heads, D].
        static Tensor ByPlace(Tensor x, DType compute)
        {
            Tensor placed = ByHead(x.To(compute)).Transpose(1, 2);
            return placed.Layout.Strides[3] == 1 || placed.Shape[3] == 1 ? placed : placed.Contiguous();
        }

        // [batch, heads, ..]: what stands before the last two axes are batches and heads, however many.
        static Tensor ByHead(Tensor x) => x.Rank switch
        {
            2 => x.Unsqueeze(0).Unsqueeze(0),
            3 => x.Unsqueeze(1),
            4 => x,
            _ => x.Reshape(x.Shape.CountOf(..^3), x.Shape[^3], x.Shape[^2], x.Shape[^1]),
        };
    }
}

namespace Lamina.Ops
{
    /// <summary>
    /// Attention of q [B, T, H, D], k [B, S, G, D] and v [B, S, G, E], of float32 or float64, any strides but 1 along the last axis; each head of
    /// keys serves H/G heads of queries. Then, if there is a mask, what is added to the scores [B, H, T, S]. Outputs:
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
            if (q.Rank != 4 || k.Rank != 4 || v.Rank != 4 || k != [q[0], k[1], k[2], q[3]] || v != [q[0], k[1], k[2], v[3]] || k[2] < 1 || q[2] % k[2] != 0)
                throw new ShapeException($"{Name}: q is [B, T, H, D], k [B, S, G, D] and v [B, S, G, E], with H a multiple of G; got {q}, {k} and {v}.");
            if (inputs.Length > 3 && (inputs[3].Shape != [q[0], q[2], q[1], k[1]] || inputs[3].DType != inputs[0].DType))
                throw new ShapeException($"{Name}: what is added to the scores is {inputs[0].DType.Name()} [B, H, T, S]; got {inputs[3]} for {q} and {k}.");
            return [inputs[0] with { Shape = [q[0], q[1], q[2], v[3]], Format = MemoryFormat.Contiguous }, inputs[0] with { Shape = [q[0], q[2], q[1]], Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0b1111, Outputs: 0b11);

        public override Tensor?[] Backward(BackwardContext context)
        {
            int inputs = context.InputSpecs.Length;
            if (GradMode.Enabled || (inputs > 3 && context.Needs(3)))
                return Decomposed.Gradients(this, context, 1);
            Tensor[] given = [context.Input(0), context.Input(1), context.Input(2), context.Gradient.Contiguous(), context.Output(0), context.Output(1)];
            Tensor?[] gradients = new Tensor?[inputs];
            Dispatch.RunAll(new AttentionGradient(Scale, IsCausal), inputs > 3 ? [.. given, context.Input(3)] : given).CopyTo(gradients, 0);
            return gradients;
        }

        public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
        {
            Tensor q = inputs[0].Transpose(1, 2), k = Spread(inputs[1].Transpose(1, 2), q.Shape[1]), v = Spread(inputs[2].Transpose(1, 2), q.Shape[1]);
            Tensor scores = q.MatMul(k.Transpose(-2, -1)) * Scale;
            if (inputs.Length > 3)
                scores += inputs[3];
            if (IsCausal)
                scores = scores.MaskedFill(Tensor.Ones([q.Shape[2], k.Shape[2]], DType.Bool).Triu(1), double.NegativeInfinity);
            return [scores.Softmax().MatMul(v).Transpose(1, 2), scores.LogSumExp([-1], keepDims: false)];
        }

        /// <summary>Keys or values [B, G, S, D] repeated for so many heads of queries, [B, H, S, D].</summary>
        internal static Tensor Spread(Tensor x, long heads) => x.Shape[1] == heads
            ? x
            : x.Unsqueeze(2).Expand([x.Shape[0], x.Shape[1], heads / x.Shape[1], x.Shape[2], x.Shape[3]]).Reshape(x.Shape[0], heads, x.Shape[2], x.Shape[3]);

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

    /// <summary>Gradients of q, k and v, of q, k, v, the gradient of y, y, the logarithms and the mask if there is one: the scores are computed again, block by block.</summary>
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
