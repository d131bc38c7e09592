using Lamina.Onnx.Import;
using Lamina.Onnx.Values;
using Lamina.Ops;

namespace Lamina.Onnx.Operators;

/// <summary>Normalizations.</summary>
internal static class NormalizationOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("BatchNormalization", BatchNormalization);
        table.Same("InstanceNormalization", call => Scaled(call, Standardized(call.X(), [.. Enumerable.Range(2, call.X().Rank - 2)], call.Float("epsilon", 1e-5f)).Y));
        table.Add("LayerNormalization", LayerNormalization);
        table.Same("GroupNormalization", GroupNormalization);
        table.Same("RMSNormalization", RmsNormalization);
        table.Same("MeanVarianceNormalization", MeanVariance);
        table.Same("LpNormalization", LpNormalization);
        table.Same("LRN", LocalResponse);
    }

    static Tensor Channel(Tensor values, int rank) => values.Reshape([-1, .. Enumerable.Repeat(1L, rank - 2)]);

    static Tensor Scaled(NodeCall call, Tensor y) => (y * Channel(call.X(1), y.Rank)) + Channel(call.X(2), y.Rank);

    static (Tensor Y, Tensor Mean, Tensor Inverse) Standardized(Tensor x, int[] axes, double epsilon)
    {
        Tensor mean = x.Mean(axes, keepDims: true), centered = x - mean;
        Tensor inverse = (centered.Square().Mean(axes, keepDims: true) + epsilon).Rsqrt();
        return (centered * inverse, mean, inverse);
    }

    static Value[] BatchNormalization(NodeCall call)
    {
        Tensor x = call.X(), mean = call.X(3), variance = call.X(4);
        double epsilon = call.Float("epsilon", 1e-5f), momentum = call.Float("momentum", 0.9f);
        bool trains = call.Opset >= 14 ? call.Flag("training_mode") || call.Scope.IsTraining : call.Scope.IsTraining || (call.Opset < 7 && !call.Flag("is_test") && call.Wants(1));
        if (!trains)
            return [call.Like(0, Dispatch.Run(new ChannelAffine(), x, mean.To(x.DType), ((variance + epsilon).Rsqrt() * call.X(1)).To(x.DType), call.X(2).To(x.DType)))];
        DType compute = Compute(x);
        Tensor[] results = Dispatch.RunAll(new BatchNormalization(epsilon), x.To(compute).Contiguous(), call.X(1).To(compute), call.X(2).To(compute));
        (Tensor average, Tensor spread) = (results[1].To(mean.DType), results[2].To(variance.DType));
        Tensor y = results[0];
        Value[] outputs = !call.Wants(1) ? [call.Like(0, y)] :
        [
            call.Like(0, y), call.Like(3, (mean * momentum) + (average * (1 - momentum))), call.Like(4, (variance * momentum) + (spread * (1 - momentum))),
            call.Like(3, average), call.Like(4, spread),
        ];

        // As in the layer that such a node comes from; the standard's own outputs follow the biased variance.
        double count = (double)x.Count / x.Shape[1];
        Follow(call, mean, average, momentum);
        Follow(call, variance, spread * (count / Math.Max(1, count - 1)), momentum);
        return outputs;
    }

    static DType Compute(Tensor x) => x.DType == DType.Float64 ? DType.Float64 : DType.Float32;

    static void Follow(NodeCall call, Tensor running, Tensor batch, double momentum)
    {
        if (call.Scope.Evaluation.Statistic(running) is not { } statistic || Checkpoint.IsRecomputing)
            return;
        using (Gradients.Off())
            statistic.Value.AddInPlace((batch - running) * (1 - momentum));
    }

    static Value[] LayerNormalization(NodeCall call)
    {
        Tensor x = call.X();
        int axis = call.Axis("axis", -1, x.Rank);
        double epsilon = call.Float("epsilon", 1e-5f);
        DType stash = call.Int("stash_type", 1) == 11 ? DType.Float64 : DType.Float32;
        Tensor rows = x.To(x.DType == DType.Float64 ? x.DType : stash).Reshape(x.Shape.CountOf(..axis), x.Shape.CountOf(axis..));
        (Tensor y, Tensor mean, Tensor inverse) = Standardized(rows, [1], epsilon);
        long[] behind = [.. x.Shape.ToArray()[..axis], .. Enumerable.Repeat(1L, x.Rank - axis)];
        Tensor result = y.Reshape(x.Shape).To(x.DType) * call.X(1);
        if (call.Has(2))
            result += call.X(2);
        return [call.Like(0, result), NodeCall.Of(mean.Reshape(behind)), NodeCall.Of(inverse.Reshape(behind))];
    }

    static Tensor GroupNormalization(NodeCall call)
    {
        Tensor x = call.X();
        long groups = call.Int("num_groups", 1);
        Tensor rows = x.Reshape(x.Shape[0] * groups, -1);
        Tensor y = Standardized(x.DType == DType.Float64 ? rows : rows.To(DType.Float32), [1], call.Float("epsilon", 1e-5f)).Y.To(x.DType).Reshape(x.Shape);
        Tensor scale = call.X(1), shift = call.X(2);

        // Version 18 has a scale a group, later ones a scale a channel.
        if (call.Opset < 21 && scale.Count == groups && groups != x.Shape[1])
            (scale, shift) = (scale.RepeatInterleave(x.Shape[1] / groups, 0), shift.RepeatInterleave(x.Shape[1] / groups, 0));
        return (y * Channel(scale, x.Rank)) + Channel(shift, x.Rank);
    }

    static Tensor RmsNormalization(NodeCall call)
    {
        Tensor x = call.X(), wide = x.DType == DType.Float64 ? x : x.To(DType.Float32);
        int first = call.Axis("axis", -1, x.Rank);
        int[] axes = [.. Enumerable.Range(first, x.Rank - first)];
        return (wide * (wide.Square().Mean(axes, keepDims: true) + call.Float("epsilon", 1e-5f)).Rsqrt()).To(x.DType) * call.X(1);
    }

    static Tensor MeanVariance(NodeCall call)
    {
        Tensor x = call.X();
        int[] axes = [.. (call.Ints("axes") ?? [0, 2, 3]).Select(axis => (int)axis)];
        Tensor centered = x - x.Mean(axes, keepDims: true);
        return centered / (centered.Square().Mean(axes, keepDims: true).Sqrt() + 1e-9);
    }

    static Tensor LpNormalization(NodeCall call)
    {
        Tensor x = call.X();
        int axis = call.Axis("axis", -1, x.Rank);
        Tensor norm = x.Norm(call.Int("p", 2), [axis], keepDims: true);
        return Tensor.Where(norm.EqualTo(0), 0, x / norm);
    }

    static Tensor LocalResponse(NodeCall call)
    {
        Tensor x = call.X(), squares = x.Square();
        long size = call.Int("size", 1), before = (size - 1) / 2;
        PadAmount[] edges = new PadAmount[x.Rank];
        edges[1] = (before, size - 1 - before);
        Tensor padded = squares.Pad(edges), sum = padded.Slice(1, 0, x.Shape[1]);
        for (long i = 1; i < size; i++)
            sum += padded.Slice(1, i, i + x.Shape[1]);
        return x / ((sum * (call.Float("alpha", 1e-4f) / size)) + call.Float("bias", 1)).Pow(call.Float("beta", 0.75f));
    }
}
