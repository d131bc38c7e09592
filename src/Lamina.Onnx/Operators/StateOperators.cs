using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Operators that go over a sequence with a state: linear attention, the causal convolution in front of it, and attention with bodies.</summary>
internal static class StateOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("LinearAttention", LinearAttention);
        table.Add("CausalConvWithState", CausalConvolution);
        table.Add("FlexAttention", FlexAttention, "ai.onnx.preview");
    }

    // The state of a head is a matrix, keys × values: it decays, and a key writes its value, or the value's difference from what it finds.
    static Value[] LinearAttention(NodeCall call)
    {
        long heads = call.Int("q_num_heads", 1), groups = call.Int("kv_num_heads", 1), steps = call.X().Shape[1], batch = call.X().Shape[0];
        Tensor q = Heads(call.X(), heads), k = Heads(call.X(1), groups), v = Heads(call.X(2), groups);
        string rule = call.Text("update_rule", "gated_delta");
        double scale = call.HasAttribute("scale") && call.Float("scale", 0) != 0 ? call.Float("scale", 1) : 1 / Math.Sqrt(q.Shape[3]);
        Tensor state = call.Has(3) ? call.X(3).To(DType.Float32) : Tensor.Zeros([batch, groups, k.Shape[3], v.Shape[3]]);
        Tensor? decay = call.Has(4) && rule.StartsWith("gated", StringComparison.Ordinal) ? Heads(call.X(4), groups).Exp() : null;
        Tensor? beta = call.Has(5) && rule.EndsWith("delta", StringComparison.Ordinal) ? call.X(5).To(DType.Float32).Reshape(batch, steps, -1, 1) : null;
        Tensor[] outputs = new Tensor[steps];
        for (long t = 0; t < steps; t++)
        {
            Tensor key = k.Select(1, t).Unsqueeze(-1), written = v.Select(1, t);
            if (decay is not null)
                state *= decay.Select(1, t).Unsqueeze(-1);
            if (rule.EndsWith("delta", StringComparison.Ordinal))
                written -= state.Transpose(2, 3).MatMul(key).Squeeze(-1);
            if (beta is not null)
                written *= beta.Select(1, t);
            state += key.MatMul(written.Unsqueeze(-2));
            Tensor read = heads == groups ? state : state.RepeatInterleave(heads / groups, 1);
            outputs[t] = q.Select(1, t).Unsqueeze(-2).MatMul(read).Squeeze(-2) * scale;
        }

        return [call.Like(0, Tensor.Stack(outputs, 1).Reshape(batch, steps, -1)), call.Like(0, state)];
    }

    static Tensor Heads(Tensor x, long heads) => x.To(DType.Float32).Reshape(x.Shape[0], x.Shape[1], heads, -1);

    static Value[] CausalConvolution(NodeCall call)
    {
        Tensor x = call.X(), weight = call.X(1);
        long past = weight.Shape[2] - 1, channels = x.Shape[1];
        Tensor state = call.Has(3) ? call.X(3) : Tensor.Zeros([x.Shape[0], channels, past], x.DType), padded = Tensor.Concatenate([state, x], 2);
        Tensor y = padded.Conv1d(weight, call.Optional(2), groups: (int)channels);
        y = call.Text("activation", "none") is "silu" or "swish" ? y.Silu() : y;
        return [call.Like(0, y), call.Like(0, padded.Slice(2, padded.Shape[2] - past))];
    }

    static Value[] FlexAttention(NodeCall call)
    {
        Tensor q = call.X(), k = call.X(1), v = call.X(2);
        if (k.Shape[1] != q.Shape[1])
            (k, v) = (k.RepeatInterleave(q.Shape[1] / k.Shape[1], 1), v.RepeatInterleave(q.Shape[1] / v.Shape[1], 1));
        DType compute = q.DType == DType.Float64 ? q.DType : DType.Float32;
        double scale = call.HasAttribute("scale") ? call.Float("scale", 1) : 1 / Math.Sqrt(q.Shape[3]);
        Tensor scores = q.To(compute).MatMul(k.To(compute).Transpose(2, 3)) * scale;
        scores = Changed(call, "score_mod", scores);
        Tensor weights = Changed(call, "prob_mod", scores.Softmax(-1));
        return [call.Like(0, weights.MatMul(v.To(compute)))];
    }

    static Tensor Changed(NodeCall call, string body, Tensor x) => call.HasAttribute(body) && call.Attribute(body).Graph is { } graph
        ? ((TensorValue)call.Scope.Run(graph, [new TensorValue(x)])[0]).Data.To(x.DType)
        : x;
}
