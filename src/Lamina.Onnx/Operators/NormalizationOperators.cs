using Lamina.Autograd;
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
        table.Same("InstanceNormalization", call => ByGroups(call, call.X().Shape[1], call.X(1), call.X(2)));
        table.Add("LayerNormalization", LayerNormalization);
        table.Same("GroupNormalization", GroupNormalization);
        table.Same("RMSNormalization", RmsNormalization);
        table.Same("MeanVarianceNormalization", MeanVariance);
        table.Same("LpNormalization", LpNormalization);
        table.Same("LRN", LocalResponse);
    }

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
        DType compute = call.Int("stash_type", 1) == 11 ? DType.Float64 : Compute(x);
        Shape normalized = x.Shape[axis..];
        Tensor rows = x.To(compute).Reshape(x.Shape.CountOf(..axis), normalized.Count), scale = call.X(1);
        long[] behind = [.. x.Shape.ToArray()[..axis], .. Enumerable.Repeat(1L, x.Rank - axis)];

        // The op's mean and inverse carry no gradient: where one may be asked for, they are worked out in simpler ops.
        bool needsMoments = GradMode.Enabled && (call.Wants(1) || call.Wants(2));
        if (!needsMoments && x.Count > 0 && scale.Shape == normalized && (!call.Has(2) || call.X(2).Shape == normalized))
        {
            Tensor shift = call.Has(2) ? call.X(2).To(compute).Reshape(-1) : Tensor.Zeros([normalized.Count], compute);
            Tensor[] fused = Dispatch.RunAll(new LayerNormalization(epsilon), rows.Contiguous(), scale.To(compute).Reshape(-1), shift);
            return [call.Like(0, fused[0].Reshape(x.Shape)), NodeCall.Of(fused[1].Reshape(behind)), NodeCall.Of(fused[2].Reshape(behind))];
        }

        (Tensor y, Tensor mean, Tensor inverse) = Standardized(rows, [1], epsilon);
        Tensor result = y.Reshape(x.Shape).To(x.DType) * scale;
        if (call.Has(2))
            result += call.X(2);
        return [call.Like(0, result), NodeCall.Of(mean.Reshape(behind)), NodeCall.Of(inverse.Reshape(behind))];
    }

    static Tensor GroupNormalization(NodeCall call)
    {
        Tensor x = call.X(), scale = call.X(1), shift = call.X(2);
        long groups = call.Int("num_groups", 1);
        if (groups < 1 || x.Rank < 2 || x.Shape[1] % groups != 0)
            throw call.Fault($"{groups} groups do not divide the channels of {x.Shape}");

        // Version 18 has a scale a group, later ones a scale a channel.
        if (call.Opset < 21 && scale.Count == groups && groups != x.Shape[1])
            (scale, shift) = (scale.RepeatInterleave(x.Shape[1] / groups, 0), shift.RepeatInterleave(x.Shape[1] / groups, 0));
        return ByGroups(call, groups, scale, shift);
    }

    // Each group of a sample's channels is a row; scale and shift are those of channels.
    static Tensor ByGroups(NodeCall call, long groups, Tensor scale, Tensor shift)
    {
        Tensor x = call.X();
        if (x.Count == 0)
            return x;
        DType compute = Compute(x);
        long length = x.Shape.CountOf(1..) / groups;
        Tensor rows = x.To(compute).Contiguous().Reshape(-1, length);
        Tensor y = Dispatch.Run(new LayerNormalization(call.Float("epsilon", 1e-5f)), rows, Tensor.Ones([length], compute), Tensor.Zeros([length], compute)).Reshape(x.Shape);
        return Dispatch.Run(new ChannelAffine(), y, Tensor.Zeros([x.Shape[1]], compute), scale.To(compute), shift.To(compute));
    }

    static Tensor RmsNormalization(NodeCall call)
    {
        Tensor x = call.X(), scale = call.X(1);
        DType compute = Compute(x);
        Tensor wide = x.To(compute);
        int first = call.Axis("axis", -1, x.Rank);
        double epsilon = call.Float("epsilon", 1e-5f);
        if (x.Count > 0 && scale.Shape == x.Shape[first..])
            return Dispatch.Run(new RmsNormalization(epsilon), wide.Contiguous().Reshape(-1, scale.Count), scale.To(compute).Reshape(-1)).Reshape(x.Shape);
        int[] axes = [.. Enumerable.Range(first, x.Rank - first)];
        return (wide * (wide.Square().Mean(axes, keepDims: true) + epsilon).Rsqrt()).To(x.DType) * scale;
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
