using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Convolutions and pooling.</summary>
internal static class WindowOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Same("Conv", Convolution);
        table.Same("ConvTranspose", ConvolutionTransposed);
        table.Add("MaxPool", MaxPool);
        table.Same("AveragePool", AveragePool);
        table.Same("LpPool", LpPool);
        table.Same("GlobalAveragePool", call => call.X().Mean(Spatial(call.X()), keepDims: true));
        table.Same("GlobalMaxPool", call => call.X().Amax(Spatial(call.X()), keepDims: true));
        table.Same("GlobalLpPool", call => call.X().Norm(call.Int("p", 2), Spatial(call.X()), keepDims: true));
    }

    static int[] Spatial(Tensor x) => [.. Enumerable.Range(2, x.Rank - 2)];

    static Tensor Convolution(NodeCall call)
    {
        (Tensor x, Tensor weight, Tensor? bias) = (call.X(), call.X(1), call.Optional(2));
        WindowPlan plan = WindowPlan.Of(call, x.Shape, weight.Shape.ToArray()[2..]);
        int groups = (int)call.Int("group", 1);
        return plan.Rank switch
        {
            1 => x.Conv1d(weight, bias, (int)plan.Strides[0], (int)plan.Before[0], (int)plan.After[0], (int)plan.Dilations[0], groups),
            2 => x.Conv2d(weight, bias, plan.Settings(groups)),
            3 => x.Conv3d(weight, bias, plan.Inner().Settings(groups), plan.Depth),
            _ => throw call.Fault($"a convolution over {plan.Rank} axes is not supported"),
        };
    }

    static Tensor ConvolutionTransposed(NodeCall call)
    {
        (Tensor x, Tensor weight) = (call.X(), call.X(1));
        int groups = (int)call.Int("group", 1), rank = x.Rank - 2;
        TransposedPlan plan = TransposedPlan.Of(call, x.Shape, weight.Shape.ToArray()[2..]);
        int[] added = [.. plan.Added.Select(size => (int)size)];
        WindowPlan window = plan.Window;
        Tensor y = rank switch
        {
            1 => x.ConvTranspose1d(weight, null, (int)window.Strides[0], (int)window.Before[0], (int)window.After[0], added[0], (int)window.Dilations[0], groups),
            2 => x.ConvTranspose2d(weight, null, window.Settings(groups), added[0], added[1]),
            3 => x.ConvTranspose3d(weight, null, window.Inner().Settings(groups), window.Depth, added[0], added[1], added[2]),
            _ => throw call.Fault($"a convolution over {rank} axes is not supported"),
        };
        y = y.Pad([default, default, .. plan.Edges]);
        return call.Optional(2) is { } bias ? y + bias.Reshape([-1, .. Enumerable.Repeat(1L, rank)]) : y;
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
