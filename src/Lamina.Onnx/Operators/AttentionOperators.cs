using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Attention and rotary positions.</summary>
internal static class AttentionOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Attention", Attention);
        table.Same("RotaryEmbedding", Rotary);
    }

    static Value[] Attention(NodeCall call)
    {
        Tensor query = call.X(), key = call.X(1), value = call.X(2);
        bool flat = query.Rank == 3;
        long batch = query.Shape[0], heads = flat ? call.Int("q_num_heads", 1) : query.Shape[1], groups = flat ? call.Int("kv_num_heads", 1) : key.Shape[1];
        if (flat)
            (query, key, value) = (Heads(query, heads), Heads(key, groups), Heads(value, groups));
        long past = 0;
        if (call.Has(4))
        {
            past = call.X(4).Shape[2];
            (key, value) = (Tensor.Concatenate([call.X(4), key], 2), Tensor.Concatenate([call.X(5), value], 2));
        }

        (Tensor presentKey, Tensor presentValue) = (key, value);
        if (groups != heads)
            (key, value) = (key.RepeatInterleave(heads / groups, 1), value.RepeatInterleave(heads / groups, 1));
        double scale = call.HasAttribute("scale") ? call.Float("scale", 1) : 1 / Math.Sqrt(query.Shape[3]);
        double root = Math.Sqrt(scale);
        Tensor raw = (query * root).MatMul((key * root).Transpose(2, 3)), scores = raw;
        double cap = call.Float("softcap", 0);
        int mode = (int)call.Int("qk_matmul_output_mode", 0);
        Tensor? shown = mode == 0 ? raw : null;
        if (cap != 0)
            scores = cap * (scores / cap).Tanh();
        if (mode == 1)
            shown = scores;
        Tensor? mask = Mask(call, query.Shape[2], key.Shape[2], past, scores.DType);
        if (mask is not null)
            scores += mask;
        if (mode == 2)
            shown = scores;
        Tensor weights = scores.To(scores.DType == DType.Float64 ? DType.Float64 : DType.Float32).Softmax(-1).To(scores.DType);

        // A row whose keys are all hidden has no weights.
        if (mask is not null)
            weights = Tensor.Where(scores.Amax([3], keepDims: true).EqualTo(double.NegativeInfinity), 0, weights);
        if (mode == 3)
            shown = weights;
        Tensor y = weights.MatMul(value);
        if (flat)
            y = y.SwapAxes(1, 2).Reshape(batch, y.Shape[2], -1);
        return [call.Like(0, y), call.Like(1, presentKey), call.Like(2, presentValue), call.Like(0, shown ?? raw)];
    }

    static Tensor Heads(Tensor x, long heads) => x.Reshape(x.Shape[0], x.Shape[1], heads, x.Shape[2] / heads).SwapAxes(1, 2);

    static Tensor? Mask(NodeCall call, long queries, long keys, long past, DType dtype)
    {
        Tensor? mask = null;
        if (call.Has(3))
        {
            Tensor given = call.X(3);
            mask = given.DType == DType.Bool ? Hidden(given.LogicalNot(), dtype) : given.To(dtype);

            // A mask that is shorter than the keys hides those behind it.
            if (mask.Shape[^1] < keys)
            {
                PadAmount[] edges = new PadAmount[mask.Rank];
                edges[^1] = (0, keys - mask.Shape[^1]);
                mask = mask.Pad(edges, PadMode.Constant, double.NegativeInfinity);
            }
        }

        if (call.Flag("is_causal"))
        {
            Tensor row = Tensor.Arange(0, queries, dtype: DType.Int64).Unsqueeze(1) + past;
            if (call.Has(6))
                row = row + (call.X(6).To(DType.Int64).Reshape(-1, 1, 1, 1) - queries);
            Tensor later = Hidden(Tensor.Arange(0, keys, dtype: DType.Int64).Greater(row), dtype);
            mask = mask is null ? later : mask + later;
        }

        if (call.Has(6))
        {
            Tensor padding = Hidden(Tensor.Arange(0, keys, dtype: DType.Int64).GreaterOrEqual(call.X(6).To(DType.Int64).Reshape(-1, 1, 1, 1)), dtype);
            mask = mask is null ? padding : mask + padding;
        }

        return mask;
    }

    static Tensor Hidden(Tensor truth, DType dtype) => Tensor.Where(truth, Tensor.Full([], double.NegativeInfinity, dtype), Tensor.Zeros([], dtype));

    static Tensor Rotary(NodeCall call)
    {
        Tensor x = call.X(), cos = call.X(1), sin = call.X(2);
        bool flat = x.Rank == 3;
        if (flat)
            x = Heads(x, call.Int("num_heads", 1));
        long size = x.Shape[3], turned = call.Int("rotary_embedding_dim", 0);
        turned = turned == 0 ? size : turned;
        if (call.Has(3))
        {
            Tensor positions = call.X(3).To(DType.Int64);
            long[] sizes = [.. positions.Shape.ToArray(), cos.Shape[^1]];
            (cos, sin) = (cos.IndexSelect(0, positions.Flatten()).Reshape(sizes), sin.IndexSelect(0, positions.Flatten()).Reshape(sizes));
        }

        // [batch, 1, positions, half]
        (cos, sin) = (cos.Slice(-1, 0, turned / 2).Unsqueeze(1), sin.Slice(-1, 0, turned / 2).Unsqueeze(1));
        Tensor rotated = x.Slice(3, 0, turned), rest = x.Slice(3, turned);
        bool interleaved = call.Flag("interleaved");
        Tensor a = interleaved ? rotated.Slice(3, 0, turned, 2) : rotated.Slice(3, 0, turned / 2), b = interleaved ? rotated.Slice(3, 1, turned, 2) : rotated.Slice(3, turned / 2);
        Tensor real = (a * cos) - (b * sin), imaginary = (a * sin) + (b * cos);
        Tensor y = interleaved ? Tensor.Stack([real, imaginary], 4).Reshape(rotated.Shape) : Tensor.Concatenate([real, imaginary], 3);
        y = Tensor.Concatenate([y, rest], 3);
        return flat ? y.SwapAxes(1, 2).Reshape(call.X().Shape) : y;
    }
}
