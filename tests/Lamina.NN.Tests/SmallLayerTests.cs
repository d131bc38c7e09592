using Lamina.TestKit.Goldens;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Small layers against PyTorch: one line each.</summary>
public sealed class SmallLayerTests
{
    static void OfTwo(string kind, Func<GoldenArgs, Module<Tensor, Tensor, Tensor>> build) =>
        LayerCase.Check(kind, build, (module, inputs) => [((Module<Tensor, Tensor, Tensor>)module).Call(inputs[0], inputs[1])]);

    [Fact]
    public void Softshrink() => LayerCase.Check("Softshrink", a => new Softshrink(a.Double("lambd", 0.5)));

    [Fact]
    public void Hardshrink() => LayerCase.Check("Hardshrink", a => new Hardshrink(a.Double("lambd", 0.5)));

    [Fact]
    public void Tanhshrink() => LayerCase.Check("Tanhshrink", _ => new Tanhshrink());

    [Fact]
    public void Threshold() => LayerCase.Check("Threshold", a => new Threshold(a.Double("threshold", 0), a.Double("value", 0)));

    [Fact]
    public void Glu() => LayerCase.Check("GLU", a => new Glu(a.Int("dim", -1)));

    [Fact]
    public void Softmin() => LayerCase.Check("Softmin", a => new Softmin(a.Int("dim")));

    [Fact]
    public void Sparsemax() => LayerCase.Check("Sparsemax", a => new Sparsemax(a.Int("dim")));

    [Fact]
    public void AdaptiveLogSoftmaxWithLoss() => LayerCase.Check("AdaptiveLogSoftmaxWithLoss", Adaptive, (module, x) =>
    {
        (Tensor output, Tensor loss) = ((AdaptiveLogSoftmaxWithLoss)module).Call(x[0], x[1]);
        return [output, loss];
    });

    static AdaptiveLogSoftmaxWithLoss Adaptive(GoldenArgs a) =>
        new(a.Long("in_features"), a.Long("n_classes"), a.List("cutoffs").Select(cutoff => cutoff!.Value), a.Double("div_value", 4), a.Bool("head_bias", false));

    [Fact]
    public void An_adaptive_softmax_is_a_distribution_over_all_classes()
    {
        AdaptiveLogSoftmaxWithLoss layer = new(8, 20, [4, 8], 2, headBias: true);
        layer.To(DType.Float64);
        Tensor x = Tensor.Randn([3, 8], DType.Float64, new Generator(1)), all = layer.LogProbabilities(x);
        Assert.Equal([3, 20], all.Shape);
        Assert.All(all.Exp().Sum(1).ToArray<double>(), sum => Assert.Equal(1, sum, 1e-12));
        for (int label = 0; label < 20; label++)
        {
            Tensor own = layer.Forward(x, Tensor.Full([3], label, DType.Int64)).Output;
            Assert.Equal(all.Select(1, label).ToArray<double>(), own.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        }

        Assert.Equal(all.ArgMax(1).ToArray<long>(), layer.Predict(x).ToArray<long>());
        Assert.Equal(all.Slice(0, 0, 1).ToArray<double>(), layer.LogProbabilities(x.Select(0, 0)).ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        AdaptiveLogSoftmaxOutput one = layer.Forward(x.Select(0, 0), Tensor.From(7L).Squeeze(0));
        Assert.Equal(all[0, 7].ToDouble(), one.Output.ToDouble(), 1e-12);
        Assert.Equal(-one.Output.ToDouble(), one.Loss.ToDouble(), 1e-12);
        Assert.Contains("from 0 to 19", Assert.Throws<IndexException>(() => layer.Forward(x, Tensor.From(0L, 20, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => layer.Forward(x, Tensor.Zeros([3])));
        Assert.Throws<ShapeException>(() => layer.Forward(x, Tensor.From(0L, 1)));
        Assert.Throws<ShapeException>(() => layer.Predict(Tensor.Zeros([3, 7])));
        foreach (Action make in (Action[])[() => _ = new AdaptiveLogSoftmaxWithLoss(8, 20, []), () => _ = new AdaptiveLogSoftmaxWithLoss(8, 20, [4, 4]), () => _ = new AdaptiveLogSoftmaxWithLoss(8, 20, [20]), () => _ = new AdaptiveLogSoftmaxWithLoss(2, 20, [4])])
            Assert.Throws<ShapeException>(make);
    }

    [Fact]
    public void Softmax2d() => LayerCase.Check("Softmax2d", _ => new Softmax2d());

    [Fact]
    public void RRelu() => LayerCase.Check("RReLU", a => new RRelu(a.Double("lower", 1.0 / 8), a.Double("upper", 1.0 / 3)));

    [Fact]
    public void BatchNorm3d() => LayerCase.Check("BatchNorm3d", a => new BatchNorm3d(a.Int("num_features"), a.Double("eps", 1e-5), a.Optional("momentum", 0.1), a.Bool("affine", true)));

    [Fact]
    public void InstanceNorm1d() => LayerCase.Check("InstanceNorm1d", a => new InstanceNorm1d(
        a.Int("num_features"), a.Double("eps", 1e-5), a.Double("momentum", 0.1), a.Bool("affine", false), a.Bool("track_running_stats", false)));

    [Fact]
    public void InstanceNorm2d() => LayerCase.Check("InstanceNorm2d", a => new InstanceNorm2d(
        a.Int("num_features"), a.Double("eps", 1e-5), a.Double("momentum", 0.1), a.Bool("affine", false), a.Bool("track_running_stats", false)));

    [Fact]
    public void InstanceNorm3d() => LayerCase.Check("InstanceNorm3d", a => new InstanceNorm3d(
        a.Int("num_features"), a.Double("eps", 1e-5), a.Double("momentum", 0.1), a.Bool("affine", false), a.Bool("track_running_stats", false)));

    [Fact]
    public void LocalResponseNorm() => LayerCase.Check("LocalResponseNorm", a => new LocalResponseNorm(a.Int("size"), a.Double("alpha", 1e-4), a.Double("beta", 0.75), a.Double("k", 1)));

    [Fact]
    public void Bilinear() => OfTwo("Bilinear", a => new Bilinear(a.Long("in1_features"), a.Long("in2_features"), a.Long("out_features"), a.Bool("bias", true)));

    [Fact]
    public void CosineSimilarity() => OfTwo("CosineSimilarity", a => new CosineSimilarity(a.Int("dim", 1), a.Double("eps", 1e-8)));

    [Fact]
    public void PairwiseDistance() => OfTwo("PairwiseDistance", a => new PairwiseDistance(a.Double("p", 2), a.Double("eps", 1e-6), a.Bool("keepdim", false)));

    [Fact]
    public void Unflatten() => LayerCase.Check("Unflatten", a => new Unflatten(a.Int("dim"), a.List("unflattened_size").Select(size => size!.Value)));

    [Fact]
    public void Dropout1d() => LayerCase.Check("Dropout1d", a => new Dropout1d(a.Double("p", 0.5)));

    [Fact]
    public void Dropout2d() => LayerCase.Check("Dropout2d", a => new Dropout2d(a.Double("p", 0.5)));

    [Fact]
    public void Dropout3d() => LayerCase.Check("Dropout3d", a => new Dropout3d(a.Double("p", 0.5)));

    [Fact]
    public void AlphaDropout() => LayerCase.Check("AlphaDropout", a => new AlphaDropout(a.Double("p", 0.5)));

    [Fact]
    public void FeatureAlphaDropout() => LayerCase.Check("FeatureAlphaDropout", a => new FeatureAlphaDropout(a.Double("p", 0.5)));

    // What PyTorch 1.13 has not, by hand.
    [Fact]
    public void SwiGlu_is_silu_of_the_first_half_times_the_second()
    {
        Tensor x = Tensor.Randn([2, 6, 3], DType.Float64, new Generator(1));
        Tensor y = new SwiGlu(1).Forward(x);
        Assert.Equal([2, 3, 3], y.Shape);
        double[] values = x.ToArray<double>(), result = y.ToArray<double>();
        for (int i = 0; i < result.Length; i++)
        {
            int sample = i / 9, place = i % 9;
            double a = values[(sample * 18) + place], b = values[(sample * 18) + 9 + place];
            Assert.Equal(a / (1 + Math.Exp(-a)) * b, result[i], 1e-12);
        }
    }

    [Fact]
    public void Maxout_takes_the_largest_of_neighbouring_channels()
    {
        Tensor x = Tensor.From(3.0, -1, 4, 1, -5, -9).Reshape(1, 6, 1).RequireGrad();
        Tensor y = new Maxout(3).Forward(x);
        Assert.Equal([1, 2, 1], y.Shape);
        Assert.Equal([4.0, 1], y.ToArray<double>());
        (y * Tensor.From(2.0, 3).Reshape(1, 2, 1)).Sum().Backward();
        Assert.Equal([0.0, 0, 2, 3, 0, 0], x.Grad!.ToArray<double>());
        Assert.Equal([3.0, 4, -5], new Maxout(2, axis: -1).Forward(x.Detach().Reshape(1, 6)).ToArray<double>());
    }

    [Fact]
    public void RmsNorm_divides_by_the_root_of_the_mean_square()
    {
        foreach ((Shape shape, Shape normalized, bool affine) in new (Shape, Shape, bool)[] { ([3, 5], [5], true), ([2, 3, 4], [3, 4], true), ([7, 64], [64], false), ([70, 257], [257], true) })
        {
            RmsNorm norm = new(normalized, 1e-3, affine);
            norm.To(DType.Float64);
            Generator generator = new(2);
            norm.Weight?.Load(Tensor.Randn(normalized, DType.Float64, generator));
            Tensor x = Tensor.Randn(shape, DType.Float64, generator).RequireGrad(), g = Tensor.Randn(shape, DType.Float64, generator);
            Tensor y = norm.Forward(x);
            (y * g).Sum().Backward();
            int length = (int)normalized.Count;
            double[] values = x.ToArray<double>(), upstream = g.ToArray<double>(), result = y.ToArray<double>(), dx = x.Grad!.ToArray<double>();
            double[] weight = norm.Weight?.Value.ToArray<double>() ?? [.. Enumerable.Repeat(1.0, length)], dw = new double[length];
            for (int row = 0; row < values.Length; row += length)
            {
                double[] v = values[row..(row + length)];
                double inverse = 1 / Math.Sqrt(v.Average(e => e * e) + 1e-3);
                double along = Enumerable.Range(0, length).Sum(i => upstream[row + i] * weight[i] * v[i]) * inverse * inverse / length;
                for (int i = 0; i < length; i++)
                {
                    Assert.Equal(v[i] * inverse * weight[i], result[row + i], 1e-11);
                    Assert.Equal(inverse * ((upstream[row + i] * weight[i]) - (v[i] * along)), dx[row + i], 1e-10);
                    dw[i] += upstream[row + i] * v[i] * inverse;
                }
            }

            if (norm.Weight is not null)
                Assert.Equal(dw, norm.Weight.Grad!.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-10);

            // In half precision the squares of these are beyond the largest number.
            Tensor narrow = (x.Detach() * 1000).To(DType.Float16);
            norm.To(DType.Float16);
            Assert.True(norm.Forward(narrow).IsFinite().All().ToBoolean());
            Assert.Equal(DType.Float16, norm.Forward(narrow).DType);
        }
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_told_what_to_do()
    {
        string Of(Module<Tensor, Tensor> layer, params long[] shape) => Assert.Throws<ShapeException>(() => layer.Call(Tensor.Ones(shape))).Message;
        Assert.StartsWith("InstanceNorm2d(3) needs [N, 3, H, W], or one sample of it; got [2, 4, 5, 5].", Of(new InstanceNorm2d(3), 2, 4, 5, 5), StringComparison.Ordinal);
        Assert.StartsWith("InstanceNorm1d(3) needs more than one value a channel", Of(new InstanceNorm1d(3), 2, 3, 1), StringComparison.Ordinal);
        Assert.StartsWith("BatchNorm3d(3) needs [N, 3, D, H, W]; got [2, 3, 5, 5].", Of(new BatchNorm3d(3), 2, 3, 5, 5), StringComparison.Ordinal);
        Assert.StartsWith("RmsNorm([3, 4]) needs [3, 4] as last axes; got [3, 5].", Of(new RmsNorm([3, 4]), 3, 5), StringComparison.Ordinal);
        Assert.StartsWith("Maxout(4) needs a multiple of 4 channels on axis 1; got [2, 6].", Of(new Maxout(4), 2, 6), StringComparison.Ordinal);
        Assert.StartsWith("Unflatten(1, [4, -1]) does not divide axis 1 of [2, 6]", Of(new Unflatten(1, 4, -1), 2, 6), StringComparison.Ordinal);
        Assert.StartsWith("Dropout2d(0.5) needs [N, C, H, W] or [C, H, W]; got [2, 3].", Of(new Dropout2d(), 2, 3), StringComparison.Ordinal);
        Assert.Contains("cannot be halved", Of(new SwiGlu(), 2, 3), StringComparison.Ordinal);
        Assert.Contains("Bilinear(3, 4→5) needs", Assert.Throws<ShapeException>(() => new Bilinear(3, 4, 5).Call(Tensor.Ones([2, 3]), Tensor.Ones([2, 3]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new RmsNorm([]));
        Assert.Throws<ShapeException>(() => new LocalResponseNorm(0));
        Assert.Throws<ShapeException>(() => new Maxout(0));
        Assert.Throws<ShapeException>(() => new Bilinear(0, 1, 1));
    }
}
