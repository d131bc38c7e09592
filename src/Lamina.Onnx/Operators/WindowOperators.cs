using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Convolutions and pooling.</summary>
internal static class WindowOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Same("Conv", call => Convolution(call, call.X(), call.X(1), call.Optional(2)));
        table.Same("ConvTranspose", ConvolutionTransposed);
        table.Add("MaxPool", MaxPool);
        table.Same("AveragePool", AveragePool);
        table.Same("LpPool", LpPool);
        table.Same("GlobalAveragePool", call => call.X().Mean(Spatial(call.X()), keepDims: true));
        table.Same("GlobalMaxPool", call => call.X().Amax(Spatial(call.X()), keepDims: true));
        table.Same("GlobalLpPool", call => call.X().Norm(call.Int("p", 2), Spatial(call.X()), keepDims: true));
    }

    static int[] Spatial(Tensor x) => [.. Enumerable.Range(2, x.Rank - 2)];

    /// <summary>A convolution over one, two or three axes with the node's attributes.</summary>
    public static Tensor Convolution(NodeCall call, Tensor x, Tensor weight, Tensor? bias)
    {
        WindowPlan plan = WindowPlan.Of(call, x.Shape, [.. weight.Shape.ToArray()[2..]]);
        int groups = (int)call.Int("group", 1);
        return plan.Rank switch
        {
            1 => x.Unsqueeze(2).Conv2d(weight.Unsqueeze(2), bias, plan.Settings(groups)).Squeeze(2),
            2 => x.Conv2d(weight, bias, plan.Settings(groups)),
            3 => Volume(x, weight, bias, plan, groups),
            _ => throw call.Fault($"a convolution over {plan.Rank} axes is not supported"),
        };
    }

    // Over the first axis tap by tap: each is a convolution over the other two.
    static Tensor Volume(Tensor x, Tensor weight, Tensor? bias, WindowPlan plan, int groups)
    {
        Tensor padded = x.Pad((0, 0), (0, 0), (plan.Before[0], plan.After[0]), (0, 0), (0, 0));
        ConvSettings settings = plan.Inner().Settings(groups);
        long depth = plan.Outputs[0], batch = x.Shape[0];
        Tensor? sum = null;
        for (long tap = 0; tap < weight.Shape[2]; tap++)
        {
            long start = tap * plan.Dilations[0];
            Tensor slices = padded.Slice(2, start, start + ((depth - 1) * plan.Strides[0]) + 1, plan.Strides[0]).MoveAxis(2, 1);
            Tensor part = slices.Reshape([batch * depth, .. slices.Shape.ToArray()[2..]]).Conv2d(weight.Select(2, tap), null, settings);
            sum = sum is null ? part : sum + part;
        }

        Tensor y = sum!.Reshape([batch, depth, .. sum.Shape.ToArray()[1..]]).MoveAxis(1, 2);
        return bias is null ? y : y + bias.Reshape(-1, 1, 1, 1);
    }

    // The input spread by the strides, and convolved with the kernel turned round.
    static Tensor ConvolutionTransposed(NodeCall call)
    {
        Tensor x = call.X(), weight = call.X(1);
        int groups = (int)call.Int("group", 1), rank = x.Rank - 2;
        TransposedPlan plan = TransposedPlan.Of(call, x.Shape, [.. weight.Shape.ToArray()[2..]]);
        for (int i = 0; i < rank; i++)
            x = Spread(x, i + 2, plan.Strides[i]);
        PadAmount[] edges = new PadAmount[x.Rank];
        for (int i = 0; i < rank; i++)
        {
            long reach = plan.Dilations[i] * (weight.Shape[i + 2] - 1);
            (long before, long after) = (reach - plan.Before[i], reach - plan.After[i] + plan.Added[i]);
            if (before < 0 || after < 0)
                x = x.Slice(i + 2, Math.Max(0, -before), x.Shape[i + 2] - Math.Max(0, -after));
            edges[i + 2] = new(Math.Max(0, before), Math.Max(0, after));
        }

        x = x.Pad(edges);
        Tensor turned = weight.Flip(Spatial(weight));
        long inputs = weight.Shape[0] / groups, outputs = weight.Shape[1];
        long[] kernel = weight.Shape.ToArray()[2..];
        turned = turned.Reshape([groups, inputs, outputs, .. kernel]).SwapAxes(1, 2).Reshape([groups * outputs, inputs, .. kernel]);
        WindowPlan plain = WindowPlan.Plain(x.Shape, kernel, plan.Dilations);
        Tensor? bias = call.Optional(2);
        return rank switch
        {
            1 => x.Unsqueeze(2).Conv2d(turned.Unsqueeze(2), bias, plain.Settings(groups)).Squeeze(2),
            2 => x.Conv2d(turned, bias, plain.Settings(groups)),
            _ => Volume(x, turned, bias, plain, groups),
        };
    }

    static Tensor Spread(Tensor x, int axis, long stride)
    {
        if (stride == 1)
            return x;
        long size = x.Shape[axis];
        PadAmount[] edges = new PadAmount[x.Rank + 1];
        edges[axis + 1] = (0, stride - 1);
        Tensor spread = x.Unsqueeze(axis + 1).Pad(edges);
        return spread.Reshape([.. x.Shape.ToArray()[..axis], size * stride, .. x.Shape.ToArray()[(axis + 1)..]]).Slice(axis, 0, ((size - 1) * stride) + 1);
    }

    static Value[] MaxPool(NodeCall call)
    {
        Tensor x = call.X();
        WindowPlan plan = WindowPlan.Of(call, x.Shape, call.Ints("kernel_shape") ?? throw call.Fault("the kernel_shape is missing"));
        if (!call.Wants(1) && x.DType.IsFloatingPoint() && plan.IsPicturePool)
            return [call.Like(0, x.MaxPool2d(plan.Pool(countsEdge: false)))];
        Scalar least = x.DType.IsFloatingPoint() ? double.NegativeInfinity : (Scalar)(ElementTypes.Of(x.DType).Range()?.Low ?? long.MinValue);
        Tensor windows = plan.Windows(x, least);
        if (!call.Wants(1))
            return [call.Like(0, windows.Amax(-1))];
        Tensor best = windows.ArgMax(-1, keepDims: true), places = plan.Windows(plan.Places(x.Shape, call.Flag("storage_order")), -1);
        return [call.Like(0, windows.Gather(windows.Rank - 1, best).Squeeze(-1)), NodeCall.Of(places.Gather(places.Rank - 1, best).Squeeze(-1))];
    }

    static Tensor AveragePool(NodeCall call)
    {
        Tensor x = call.X();
        WindowPlan plan = WindowPlan.Of(call, x.Shape, call.Ints("kernel_shape") ?? throw call.Fault("the kernel_shape is missing"));
        bool countsEdge = call.Flag("count_include_pad");
        if (plan.IsPicturePool && x.DType.IsFloatingPoint() && plan.Dilations.All(dilation => dilation == 1))
            return x.AvgPool2d(plan.Pool(countsEdge));

        // What lies beyond the padding, where a window reaches out of it, never counts.
        Tensor ones = Tensor.Ones([1, 1, .. x.Shape.ToArray()[2..]], x.DType), inside = countsEdge ? plan.Edged(ones, 1) : plan.Windows(ones, 0);
        return plan.Windows(x, 0).Sum(-1) / inside.Sum(-1);
    }

    static Tensor LpPool(NodeCall call)
    {
        Tensor x = call.X();
        WindowPlan plan = WindowPlan.Of(call, x.Shape, call.Ints("kernel_shape") ?? throw call.Fault("the kernel_shape is missing"));
        double p = call.Opset < 2 ? call.Float("p", 2) : call.Int("p", 2);
        return plan.Windows(x.Abs().Pow(p), 0).Sum(-1).Pow(1 / p);
    }
}
