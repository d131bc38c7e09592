using Lamina.TestKit;
using Lamina.TestKit.Goldens;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Layers of pooling, padding and resampling against PyTorch: one line each.</summary>
[Collection(nameof(Alone))]
public sealed class WindowLayerTests
{
    static int One(GoldenArgs a, string name, int otherwise) => a.Int(name, otherwise);

    static int? Stride1(GoldenArgs a) => a.Has("stride") ? a.Int("stride") : null;

    static Size2? Stride2(GoldenArgs a) => a.Has("stride") ? a.Pair("stride") : null;

    static Size3 Three(GoldenArgs a, string name, int otherwise = 0) => !a.Has(name) ? otherwise
        : a.List(name) is [{ } depth, { } height, { } width] ? ((int)depth, (int)height, (int)width) : a.Int(name);

    static Size3? Stride3(GoldenArgs a) => a.Has("stride") ? Three(a, "stride") : null;

    static bool Ceil(GoldenArgs a) => a.Bool("ceil_mode", false);

    static bool Counts(GoldenArgs a) => a.Bool("count_include_pad", true);

    static int?[] Sizes(GoldenArgs a) => [.. a.List("output_size").Select(size => (int?)size)];

    static void Pad(string kind, Func<int, double, Module<Tensor, Tensor>> even, Func<int[], double, Module<Tensor, Tensor>> uneven) => LayerCase.Check(kind, a =>
        a.List("padding") is [{ } all] ? even((int)all, a.Double("value", 0)) : uneven([.. a.List("padding").Select(p => (int)p!.Value)], a.Double("value", 0)));

    [Fact]
    public void MaxPool1d() => LayerCase.Check("MaxPool1d", a => new MaxPool1d(a.Int("kernel_size"), Stride1(a), One(a, "padding", 0), One(a, "dilation", 1), Ceil(a)));

    [Fact]
    public void MaxPool3d() => LayerCase.Check("MaxPool3d", a => new MaxPool3d(Three(a, "kernel_size"), Stride3(a), Three(a, "padding"), Three(a, "dilation", 1), Ceil(a)));

    [Fact]
    public void AvgPool1d() => LayerCase.Check("AvgPool1d", a => new AvgPool1d(a.Int("kernel_size"), Stride1(a), One(a, "padding", 0), Ceil(a), Counts(a)));

    [Fact]
    public void AvgPool3d() => LayerCase.Check("AvgPool3d", a => new AvgPool3d(
        Three(a, "kernel_size"), Stride3(a), Three(a, "padding"), Ceil(a), Counts(a), a.Has("divisor_override") ? a.Int("divisor_override") : null));

    [Fact]
    public void LpPool1d() => LayerCase.Check("LPPool1d", a => new LpPool1d(a.Double("norm_type", 0), a.Int("kernel_size"), Stride1(a), Ceil(a)));

    [Fact]
    public void LpPool2d() => LayerCase.Check("LPPool2d", a => new LpPool2d(a.Double("norm_type", 0), a.Pair("kernel_size"), Stride2(a), Ceil(a)));

    // PyTorch's has no version for volumes: by hand.
    [Fact]
    public void LpPool3d_is_the_root_of_the_sum_of_powers()
    {
        Tensor.Seed(3);
        Tensor x = Tensor.Randn([2, 4, 4, 6], DType.Float64);
        Tensor y = new LpPool3d(4, 2).Forward(x), boxes = x.Reshape(2, 2, 2, 2, 2, 3, 2);
        Tensor expected = boxes.Square().Square().Sum([2, 4, 6], keepDims: false).Sqrt().Sqrt();
        Assert.Equal([2, 2, 2, 3], y.Shape);
        Assert.True((y - expected).Abs().Max().ToDouble() < 1e-12);
    }

    [Fact]
    public void FractionalMaxPool2d() => Fractional("FractionalMaxPool2d", a => new FractionalMaxPool2d(a.Pair("kernel_size"), a.Has("output_size") ? a.Pair("output_size") : null, a.Optional("output_ratio", null)), (layer, x, s) => layer.Forward(x, s));

    [Fact]
    public void FractionalMaxPool3d() => Fractional("FractionalMaxPool3d", a => new FractionalMaxPool3d(a.Triple("kernel_size", 1), a.Has("output_size") ? a.Triple("output_size", 1) : null, a.Optional("output_ratio", null)), (layer, x, s) => layer.Forward(x, s));

    static void Fractional<T>(string kind, Func<GoldenArgs, T> build, Func<T, Tensor, Tensor, Tensor> forward)
        where T : Module<Tensor, Tensor>
    {
        foreach (Golden golden in LayerGoldens.OfKind(kind))
        {
            Tensor samples = Tensor.From(golden.Args.Doubles("samples"));
            LayerCase.Check(
                kind,
                a => new WithSamples<T>(build(a), (layer, x) => forward(layer, x, samples.Reshape(x.Shape[0], x.Shape[1], x.Rank - 2))),
                (module, x) => [((WithSamples<T>)module).Forward(x[0])],
                wanted => wanted.Name == golden.Name);
        }
    }

    sealed class WithSamples<T>(T layer, Func<T, Tensor, Tensor> call) : Module<Tensor, Tensor>
        where T : Module<Tensor, Tensor>
    {
        public T Layer { get; } = layer;

        public override Tensor Forward(Tensor x) => call(Layer, x);
    }

    [Fact]
    public void Fractional_windows_are_drawn_anew_and_seeded()
    {
        Tensor x = Tensor.Randn([2, 3, 12, 12], generator: new Generator(1));
        FractionalMaxPool2d pool = new(2, outputRatio: 0.7, generator: new Generator(3)), same = new(2, 8, generator: new Generator(3));
        Tensor first = pool.Forward(x);
        Assert.Equal([2, 3, 8, 8], first.Shape);
        Assert.Equal(first.ToArray<float>(), same.Forward(x).ToArray<float>());
        Assert.NotEqual(first.ToArray<float>(), pool.Forward(x).ToArray<float>());
        Assert.Equal([3, 8, 8], pool.Forward(x.Select(0, 0)).Shape);
        (Tensor values, Tensor places) = pool.WithIndices(x);
        Assert.Equal(values.ToArray<float>(), x.Flatten(2).Gather(2, places.Flatten(2)).ToArray<float>());

        // In a captured step the windows change from run to run too, as they do in eager ones.
        FractionalMaxPool2d eager = new(2, 8, generator: new Generator(4)), captured = new(2, 8, generator: new Generator(4));
        Step step = Capture.Step(input => captured.Forward(input));
        for (int i = 0; i < 4; i++)
            Assert.Equal(eager.Forward(x).ToArray<float>(), step.Run(x).ToArray<float>());
        Assert.Null(step.WhyEager);
        Assert.Throws<ShapeException>(() => new FractionalMaxPool2d(2));
        Assert.Throws<ShapeException>(() => new FractionalMaxPool3d(2, 4, 0.5));
        Assert.Throws<ShapeException>(() => new FractionalMaxPool2d(2, outputRatio: 1.5));
        Assert.Contains("do not fit", Assert.Throws<ShapeException>(() => new FractionalMaxPool2d(5, 9).Forward(x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AdaptiveAvgPool1d() => LayerCase.Check("AdaptiveAvgPool1d", a => new AdaptiveAvgPool1d(a.Int("output_size")));

    [Fact]
    public void AdaptiveAvgPool3d() => LayerCase.Check("AdaptiveAvgPool3d", a => Sizes(a) is [var d, var h, var w] ? new AdaptiveAvgPool3d(d, h, w) : new AdaptiveAvgPool3d(a.Int("output_size")));

    [Fact]
    public void AdaptiveMaxPool1d() => LayerCase.Check("AdaptiveMaxPool1d", a => new AdaptiveMaxPool1d(a.Int("output_size")));

    [Fact]
    public void AdaptiveMaxPool2d() => LayerCase.Check("AdaptiveMaxPool2d", a => new AdaptiveMaxPool2d(Sizes(a)[0], Sizes(a)[^1]));

    [Fact]
    public void AdaptiveMaxPool3d() => LayerCase.Check("AdaptiveMaxPool3d", a => Sizes(a) is [var d, var h, var w] ? new AdaptiveMaxPool3d(d, h, w) : new AdaptiveMaxPool3d(a.Int("output_size")));

    [Fact]
    public void MaxUnpool1d() => LayerCase.Check("MaxUnpool1d", a => new MaxUnpool1d(a.Int("kernel_size")), (module, x) => [((MaxUnpool1d)module).Forward(x[0], x[1])]);

    [Fact]
    public void MaxUnpool2d() => LayerCase.Check("MaxUnpool2d", a => new MaxUnpool2d(a.Pair("kernel_size")), (module, x) => [((MaxUnpool2d)module).Forward(x[0], x[1])]);

    [Fact]
    public void MaxUnpool3d() => LayerCase.Check("MaxUnpool3d", a => new MaxUnpool3d(a.Int("kernel_size")), (module, x) => [((MaxUnpool3d)module).Forward(x[0], x[1])]);

    [Fact]
    public void Unpooling_puts_the_largest_back_where_they_were()
    {
        Tensor.Seed(4);
        Tensor line = Tensor.Rand([2, 3, 9]) + 1, picture = Tensor.Rand([3, 7, 6]) + 1, volume = Tensor.Rand([2, 3, 5, 4, 6]) + 1;
        void Holds(Tensor x, Tensor pooled, Tensor back)
        {
            Assert.Equal(x.Shape, back.Shape);
            Assert.Equal(pooled.Count, back.NotEqualTo(0).CountNonZero().ToInt64());
            Assert.Equal(0, (back * (back - x)).Abs().Max().ToDouble());
            Assert.Equal(pooled.Sum().ToDouble(), back.Sum().ToDouble(), 1e-3);
        }

        MaxPool1d pool1 = new(2);
        (Tensor y, Tensor at) = pool1.WithIndices(line);
        Holds(line, y, new MaxUnpool1d(2).Forward(y, at, [9]));
        (y, at) = new MaxPool2d(2).WithIndices(picture);
        Holds(picture, y, new MaxUnpool2d(2).Forward(y, at, [7, 6]));
        (y, at) = new MaxPool3d(2).WithIndices(volume);
        Holds(volume, y, new MaxUnpool3d(2).Forward(y, at, [5, 4, 6]));
        Assert.Throws<ShapeException>(() => new MaxUnpool2d(2).Forward(y, at));
        Assert.Throws<IndexException>(() => y.MaxUnpool(at, [2, 2, 2]));
    }

    [Fact]
    public void ZeroPad1d() => Pad("ZeroPad1d", (all, _) => new ZeroPad1d(all), (p, _) => new ZeroPad1d(p[0], p[1]));

    [Fact]
    public void ZeroPad2d() => Pad("ZeroPad2d", (all, _) => new ZeroPad2d(all), (p, _) => new ZeroPad2d(p[0], p[1], p[2], p[3]));

    [Fact]
    public void ZeroPad3d() => Pad("ZeroPad3d", (all, _) => new ZeroPad3d(all), (p, _) => new ZeroPad3d(p[0], p[1], p[2], p[3], p[4], p[5]));

    [Fact]
    public void ConstantPad1d() => Pad("ConstantPad1d", (all, v) => new ConstantPad1d(all, v), (p, v) => new ConstantPad1d(p[0], p[1], v));

    [Fact]
    public void ConstantPad2d() => Pad("ConstantPad2d", (all, v) => new ConstantPad2d(all, v), (p, v) => new ConstantPad2d(p[0], p[1], p[2], p[3], v));

    [Fact]
    public void ConstantPad3d() => Pad("ConstantPad3d", (all, v) => new ConstantPad3d(all, v), (p, v) => new ConstantPad3d(p[0], p[1], p[2], p[3], p[4], p[5], v));

    [Fact]
    public void ReflectionPad1d() => Pad("ReflectionPad1d", (all, _) => new ReflectionPad1d(all), (p, _) => new ReflectionPad1d(p[0], p[1]));

    [Fact]
    public void ReflectionPad2d() => Pad("ReflectionPad2d", (all, _) => new ReflectionPad2d(all), (p, _) => new ReflectionPad2d(p[0], p[1], p[2], p[3]));

    [Fact]
    public void ReflectionPad3d() => Pad("ReflectionPad3d", (all, _) => new ReflectionPad3d(all), (p, _) => new ReflectionPad3d(p[0], p[1], p[2], p[3], p[4], p[5]));

    [Fact]
    public void ReplicationPad1d() => Pad("ReplicationPad1d", (all, _) => new ReplicationPad1d(all), (p, _) => new ReplicationPad1d(p[0], p[1]));

    [Fact]
    public void ReplicationPad2d() => Pad("ReplicationPad2d", (all, _) => new ReplicationPad2d(all), (p, _) => new ReplicationPad2d(p[0], p[1], p[2], p[3]));

    [Fact]
    public void ReplicationPad3d() => Pad("ReplicationPad3d", (all, _) => new ReplicationPad3d(all), (p, _) => new ReplicationPad3d(p[0], p[1], p[2], p[3], p[4], p[5]));

    [Fact]
    public void CircularPad1d() => Pad("CircularPad1d", (all, _) => new CircularPad1d(all), (p, _) => new CircularPad1d(p[0], p[1]));

    [Fact]
    public void CircularPad2d() => Pad("CircularPad2d", (all, _) => new CircularPad2d(all), (p, _) => new CircularPad2d(p[0], p[1], p[2], p[3]));

    [Fact]
    public void CircularPad3d() => Pad("CircularPad3d", (all, _) => new CircularPad3d(all), (p, _) => new CircularPad3d(p[0], p[1], p[2], p[3], p[4], p[5]));

    [Fact]
    public void PixelShuffle() => LayerCase.Check("PixelShuffle", a => new PixelShuffle(a.Int("upscale_factor")));

    [Fact]
    public void PixelUnshuffle() => LayerCase.Check("PixelUnshuffle", a => new PixelUnshuffle(a.Int("downscale_factor")));

    [Fact]
    public void ChannelShuffle() => LayerCase.Check("ChannelShuffle", a => new ChannelShuffle(a.Int("groups")));

    [Fact]
    public void Upsample() => LayerCase.Check("Upsample", a =>
    {
        InterpolationMode mode = a.Text("mode", "nearest") switch { "nearest" => InterpolationMode.Nearest, "bicubic" => InterpolationMode.Cubic, _ => InterpolationMode.Linear };
        bool corners = a.Bool("align_corners", false);
        return a.Has("size") ? new Upsample([.. a.List("size").Select(size => size!.Value)], mode, corners) : new Upsample(a.Doubles("scale_factor"), mode, corners);
    });

    [Fact]
    public void Wrong_inputs_are_told_what_is_needed()
    {
        foreach (Module<Tensor, Tensor> layer in (Module<Tensor, Tensor>[])
            [new MaxPool1d(2), new MaxPool3d(2), new AvgPool3d(2), new AdaptiveMaxPool2d(2), new LpPool1d(2, 2), new ZeroPad2d(1), new ReflectionPad3d(1)])
        {
            ShapeException error = Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Zeros([2])));
            Assert.StartsWith(layer.ToString()!, error.Message);
            Assert.Contains("got [2]", error.Message);
        }

        Assert.Throws<ShapeException>(() => new ReflectionPad1d(3).Forward(Tensor.Zeros([1, 1, 3])));
        Assert.Throws<ShapeException>(() => new PixelShuffle(2).Forward(Tensor.Zeros([1, 3, 2, 2])));
        Assert.Throws<ArgumentException>(() => new Upsample(0.0));
        Assert.Throws<ArgumentException>(() => new Upsample(2, InterpolationMode.Nearest, alignCorners: true).Forward(Tensor.Zeros([1, 1, 3, 3])));
    }
}
