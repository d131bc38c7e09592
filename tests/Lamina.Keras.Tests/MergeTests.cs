using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Merge layers, layers that move axes, and noise.</summary>
public sealed class MergeTests
{
    static readonly double[] A = [1, -2, 3, 0.5], B = [2, 5, -1, 0.25], C = [0, 1, 7, -3];

    [Fact]
    public void Merges_are_what_their_names_say()
    {
        Tensor[] inputs = [.. new[] { A, B, C }.Select(values => Tensor.From(values).Reshape(2, 2).RequireGrad())];
        foreach ((MergeLayer layer, Func<double, double, double, double> formula) in new (MergeLayer, Func<double, double, double, double>)[]
        {
            (new Add(), (a, b, c) => a + b + c), (new Multiply(), (a, b, c) => a * b * c), (new Average(), (a, b, c) => (a + b + c) / 3),
            (new Maximum(), (a, b, c) => Math.Max(a, Math.Max(b, c))), (new Minimum(), (a, b, c) => Math.Min(a, Math.Min(b, c))),
        })
        {
            Tensor y = layer.Forward(inputs);
            Assert.Equal(Enumerable.Range(0, 4).Select(i => formula(A[i], B[i], C[i])), y.ToArray<double>());
            y.Sum().Backward();
        }

        Assert.Equal(A.Zip(B, (a, b) => a - b), new Subtract().Forward(inputs[..2]).ToArray<double>());
        Assert.Equal([1, -2, 2, 5, 3, 0.5, -1, 0.25], new Concatenate().Forward(inputs[..2]).ToArray<double>());
        Assert.Equal([.. A, .. B], new Concatenate(0).Forward(inputs[..2]).ToArray<double>());
        Assert.Equal([2.0 - 10, -3 + 0.125], new Dot(1).Forward(inputs[..2]).ToArray<double>());
        Assert.Equal([4, 2], new Add().Forward([Tensor.Ones([4, 2]), Tensor.Ones([1, 2])]).Shape);
    }

    [Fact]
    public void Merges_broadcast_over_sizes_and_ranks()
    {
        // As Keras: one of fewer axes gets axes of size 1 behind that of the batch, so that its last axes meet.
        Tensor picture = Tensor.Randn([2, 3, 4, 5], DType.Float64), channels = Tensor.Randn([2, 5], DType.Float64), row = Tensor.Randn([2, 1, 4, 1], DType.Float64);
        double[] p = picture.ToArray<double>(), c = channels.ToArray<double>(), r = row.ToArray<double>();
        foreach ((MergeLayer layer, Func<double, double, double> formula) in new (MergeLayer, Func<double, double, double>)[]
        {
            (new Add(), (a, b) => a + b), (new Multiply(), (a, b) => a * b), (new Subtract(), (a, b) => a - b), (new Average(), (a, b) => (a + b) / 2), (new Maximum(), Math.Max), (new Minimum(), Math.Min),
        })
        {
            Tensor first = layer.Forward([picture, channels]), second = layer.Forward([channels, picture]), sizes = layer.Forward([picture, row]);
            Assert.Equal([2, 3, 4, 5], first.Shape);
            Assert.Equal([2, 3, 4, 5], second.Shape);
            Assert.Equal(p.Select((v, i) => formula(v, c[(i / 60 * 5) + (i % 5)])), first.ToArray<double>());
            Assert.Equal(p.Select((v, i) => formula(c[(i / 60 * 5) + (i % 5)], v)), second.ToArray<double>());
            Assert.Equal(p.Select((v, i) => formula(v, r[(i / 60 * 4) + (i / 5 % 4)])), sizes.ToArray<double>());
        }

        Input x = new([3, 4, 5]), y = new([5]);
        Assert.Equal([3, 4, 5], new Multiply().Of(x, y).Shape);
        Assert.Throws<ShapeException>(() => new Add().Forward([picture, Tensor.Ones([2, 4], DType.Float64)]));
        Assert.Contains("as many axes", Assert.Throws<ShapeException>(() => new Concatenate().Forward([picture, channels])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dot_contracts_the_axes_asked_for()
    {
        Tensor a = Tensor.Randn([2, 3, 5], DType.Float64), b = Tensor.Randn([2, 5, 4], DType.Float64);
        double[] expected = Tensor.Einsum("nik,nkj->nij", a, b).ToArray<double>();
        Tensor y = new Dot(2, 1).Forward([a, b]);
        Assert.Equal([2, 3, 4], y.Shape);
        Assert.Equal(expected, y.ToArray<double>(), (p, q) => Math.Abs(p - q) < 1e-12);
        Assert.Equal([2, 3], new Dot(2, 1).Forward([a, Tensor.Ones([2, 5], DType.Float64)]).Shape);
        Assert.Throws<ShapeException>(() => new Dot(1).Forward([a, b]));
        Assert.Throws<ShapeException>(() => new Dot(0).Forward([a, a]));
    }

    // Layer, shape of a sample of the input, shape of a sample of the output as Keras' compute_output_shape has it.
    static readonly (Func<KerasLayer> Make, Shape Input, Shape Output)[] Cases =
    [
        (() => new Reshape([3, -1]), [6, 2], [3, 4]), (() => new Reshape([12]), [6, 2], [12]), (() => new Permute([2, 1]), [6, 2], [2, 6]), (() => new Permute([3, 1, 2]), [4, 5, 6], [6, 4, 5]),
        (() => new RepeatVector(3), [4], [3, 4]), (() => new Masking(), [5, 2], [5, 2]), (() => new GaussianNoise(0.1), [5], [5]), (() => new GaussianDropout(0.1), [5, 3], [5, 3]),
        (() => new SpatialDropout1D(0.5), [5, 2], [5, 2]), (() => new SpatialDropout2D(0.5), [5, 3, 2], [5, 3, 2]), (() => new SpatialDropout3D(0.5), [5, 3, 2, 2], [5, 3, 2, 2]),
        (() => new BatchNormalization(), [3, 4, 5, 2], [3, 4, 5, 2]),
    ];

    [Fact]
    public void Outputs_have_the_shapes_of_Keras_and_the_shape_rule_agrees()
    {
        foreach ((Func<KerasLayer> make, Shape input, Shape output) in Cases)
        {
            KerasLayer layer = make();
            Assert.Equal(output, layer.OutputShapeOf(input));
            Assert.Equal(output.Insert(0, 3), layer.Forward(Tensor.Randn(input.Insert(0, 3))).Shape);
            Assert.Equal(output.Insert(0, 2), layer.Forward(Tensor.Randn(input.Insert(0, 2))).Shape);
        }

        Assert.Throws<ShapeException>(() => new Reshape([5]).Forward(Tensor.Ones([2, 6])));
        Assert.Throws<ShapeException>(() => new Permute([1, 3]));
        Assert.Throws<ShapeException>(() => new Permute([2, 1]).Forward(Tensor.Ones([2, 6])));
        Assert.Throws<ShapeException>(() => new RepeatVector(2).Forward(Tensor.Ones([2, 6, 1])));
        Assert.Throws<ShapeException>(() => new SpatialDropout2D(0.5).Forward(Tensor.Ones([2, 6, 1])));
        Assert.Throws<NumericException>(() => new GaussianDropout(1));
        Assert.Throws<NumericException>(() => new GaussianNoise(-1));
    }

    [Fact]
    public void Elements_go_where_they_belong()
    {
        Tensor x = Tensor.Arange(12).To(DType.Float32).Reshape(2, 2, 3);
        Assert.Equal(x.Transpose(1, 2).ToArray<float>(), new Permute([2, 1]).Forward(x).ToArray<float>());
        Assert.Equal(x.ToArray<float>(), new Reshape([3, 2]).Forward(x).ToArray<float>());
        Assert.Equal([1f, 2, 1, 2, 3, 4, 3, 4], new RepeatVector(2).Forward(Tensor.From([[1f, 2f], [3f, 4f]])).ToArray<float>());

        // A step is masked if all its features have the value, not one.
        Tensor steps = Tensor.From([[1f, 9f], [9f, 9f], [9f, 2f]]).Unsqueeze(0);
        Assert.Equal([1f, 9, 0, 0, 9, 2], new Masking(9).Forward(steps).ToArray<float>());
        Tensor volumes = Tensor.Randn([4, 2, 3, 2, 5]);
        Assert.Equal(new BatchNorm3d(5, 1e-3, 0.01).Forward(volumes.Permute(0, 4, 1, 2, 3)).Permute(0, 2, 3, 4, 1).ToArray<float>(), new BatchNormalization().Forward(volumes).ToArray<float>());
    }

    [Fact]
    public void Noise_has_the_spread_asked_for_in_training_and_none_in_evaluation()
    {
        Tensor x = Tensor.Full([200, 300], 2.0);
        GaussianNoise added = new(0.5, new Generator(1));
        GaussianDropout multiplied = new(0.2, new Generator(2));
        (Tensor y, Tensor z) = (added.Forward(x), multiplied.Forward(x));
        Assert.InRange(y.Mean().ToDouble(), 1.99, 2.01);
        Assert.InRange(y.StandardDeviation().ToDouble(), 0.49, 0.51);
        Assert.InRange(z.Mean().ToDouble(), 1.98, 2.02);
        Assert.InRange(z.StandardDeviation().ToDouble(), 0.98, 1.02);

        Tensor channels = new SpatialDropout1D(0.25, new Generator(3)).Forward(Tensor.Ones([500, 4, 20]));
        Assert.Equal(channels.Amin(1).ToArray<float>(), channels.Amax(1).ToArray<float>());
        Assert.InRange(channels.Amax(1).EqualTo(0).To(DType.Float32).Mean().ToDouble(), 0.23, 0.27);
        foreach (KerasLayer layer in (KerasLayer[])[added, multiplied])
        {
            layer.Eval();
            Assert.Same(x, layer.Forward(x));
        }
    }
}
