using Lamina.TestKit.Goldens;

namespace Lamina.Tests.Ops;

public sealed partial class GoldenTests
{
    static Dictionary<string, Func<Tensor[], GoldenArgs, Tensor[]>> Windows => new()
    {
        ["max_pool1d_with_indices"] = (x, a) => Both(x[0].MaxPool1dWithIndices(a.Int("kernel_size"), a.Int("stride"), a.Int("padding"))),
        ["fractional_max_pool_with_indices"] = (x, a) => Both(x[0].FractionalMaxPoolWithIndices(
            [.. a.List("kernel_size").Select(size => size!.Value)], [.. a.List("output_size").Select(size => size!.Value)], Tensor.From(a.Doubles("samples")).Reshape(x[0].Shape[0], x[0].Shape[1], x[0].Rank - 2))),
        ["max_pool2d_with_indices"] = (x, a) => Both(x[0].MaxPool2dWithIndices(PoolSettings.Square(a.Int("kernel_size"), a.Int("stride"), a.Int("padding")))),
        ["max_pool3d_with_indices"] = (x, a) => Both(x[0].MaxPool3dWithIndices(PoolSettings3d.Cube(a.Int("kernel_size"), a.Int("stride"), a.Int("padding")))),
        ["adaptive_max_pool1d_with_indices"] = (x, a) => Both(x[0].AdaptiveMaxPool1dWithIndices(a.Int("output_size"))),
        ["adaptive_max_pool2d_with_indices"] = (x, a) => Ints(a, "output_size") is [var h, var w] ? Both(x[0].AdaptiveMaxPool2dWithIndices(h, w)) : [],
        ["adaptive_max_pool3d_with_indices"] = (x, a) => Ints(a, "output_size") is [var d, var h, var w] ? Both(x[0].AdaptiveMaxPool3dWithIndices(d, h, w)) : [],
        ["interpolate"] = (x, a) => [Interpolated(x[0], a)],
        ["grid_sample"] = (x, a) => [x[0].GridSample(x[1], Interpolation(a), Enum.Parse<GridPadding>(a.Text("padding_mode", ""), ignoreCase: true), a.Bool("align_corners", false))],
        ["affine_grid"] = (x, a) => [x[0].AffineGrid(Longs(a, "size"), a.Bool("align_corners", false))],
    };

    static InterpolationMode Interpolation(GoldenArgs args) => args.Text("mode", "nearest") switch
    {
        "nearest" => InterpolationMode.Nearest,
        "nearest-exact" => InterpolationMode.NearestExact,
        "bicubic" => InterpolationMode.Cubic,
        "area" => InterpolationMode.Area,
        _ => InterpolationMode.Linear,
    };

    static Tensor Interpolated(Tensor x, GoldenArgs args)
    {
        bool corners = args.Bool("align_corners", false), antialias = args.Bool("antialias", false);
        if (args.Has("size"))
            return x.Interpolate(Longs(args, "size"), Interpolation(args), corners, antialias);
        double[] factors = args.Doubles("scale_factor");
        return factors.Length == 1 ? x.InterpolateBy(factors[0], Interpolation(args), corners, antialias) : x.InterpolateBy(factors, Interpolation(args), corners, antialias);
    }
}
