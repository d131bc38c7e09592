using Lamina.NN;

namespace Lamina.Onnx.Tests;

/// <summary>ONNX Runtime computes what pooling, padding and resampling compute.</summary>
public sealed class WindowExportTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pooling() => Compare(new Parallel(
        new MaxPool2d(3, 2, 1), new MaxPool2d(2, ceilMode: true), new AvgPool2d(3, 2, 1, countIncludePad: false), new AvgPool2d(3, 2, 1, divisorOverride: 4), new LpPool2d(2, 2), new LpPool2d(4, 2), new AdaptiveAvgPool2d(3, 2),
        new AdaptiveMaxPool2d(3, 2), new AdaptiveMaxPool2d(2), new AdaptiveAvgPool2d(1)), [2, 3, 8, 6]);

    [Fact]
    public void Pooling_of_lines() => Compare(new Parallel(new MaxPool1d(3, 2, 1), new AvgPool1d(2), new LpPool1d(2, 3), new AdaptiveAvgPool1d(4), new AdaptiveMaxPool1d(3)), [2, 3, 10]);

    [Fact]
    public void Pooling_of_volumes() => Compare(new Parallel(new MaxPool3d(3, 2, 1), new AvgPool3d((2, 3, 2)), new AdaptiveMaxPool3d(2), new AdaptiveAvgPool3d((int?)3, 2, 2)), [2, 3, 4, 6, 5]);

    [Fact]
    public void Padding_layers() => Compare(new Parallel(
        new ZeroPad2d(1, 2, 0, 3), new ConstantPad2d(1, 2, 3, 0, 1.5), new ReflectionPad2d(2), new ReplicationPad2d(1, 2, 3, 0), new CircularPad2d(2), new ZeroPad2d(-1, 1, 0, -2)), [2, 3, 5, 6]);

    [Fact]
    public void Shuffles() => Compare(new Parallel(new PixelShuffle(2), new PixelUnshuffle(2), new ChannelShuffle(4)), [2, 8, 4, 6]);

    [Fact]
    public void Upsampling() => Compare(new Parallel(
        new Upsample(2), new Upsample(2, InterpolationMode.Linear), new Upsample(2, InterpolationMode.Cubic), new Upsample(2, InterpolationMode.NearestExact), new Upsample(2, InterpolationMode.Linear, alignCorners: true),
        new Upsample([7, 9], InterpolationMode.Linear), new Upsample([7, 4], InterpolationMode.Nearest), new Upsample([3, 9], InterpolationMode.Cubic, alignCorners: true), new Upsample([1.7, 0.6], InterpolationMode.Linear),
        new Upsample([3, 2], InterpolationMode.Area), new Upsample([5, 12], InterpolationMode.Linear)), [2, 3, 5, 6]);

    [Fact]
    public void Upsampling_of_lines_and_volumes()
    {
        Compare(new Parallel(new Upsample(2), new Upsample(3, InterpolationMode.Linear)), [2, 3, 7]);
        Compare(new Parallel(new Upsample(2), new Upsample(2, InterpolationMode.Linear)), [2, 3, 2, 4, 3]);
    }

    [Fact]
    public void Grid_sampling()
    {
        foreach (GridPadding padding in Enum.GetValues<GridPadding>())
        {
            Compare(new Sampling(InterpolationMode.Linear, padding, false), [2, 3, 5, 6], dynamic: false);
            Compare(new Sampling(InterpolationMode.Nearest, padding, true), [2, 3, 5, 6], dynamic: false);
        }
    }

    [Fact]
    public void Places_of_the_largest_go_with_them() => Compare(new Unpooling(), [2, 3, 6, 8], dynamic: false);

    void Compare(Module<Tensor, Tensor> net, Shape shape, bool dynamic = true)
    {
        string path = Path.Combine(_folder, "model.onnx");
        Tensor x = Tensor.Normal(shape, 0, 1, generator: new Generator(7));
        net.Eval();
        foreach (Tensor input in dynamic ? [x, Tensor.Concatenate([x, -x], 0)] : new[] { x })
        {
            net.ToOnnx(path, x, dynamic ? [0] : []);
            (float[] values, Shape found) = OnnxRuntime.Run(path, input);
            Tensor expected = net.Forward(input);
            Assert.Equal(expected.Shape, found);
            float[] wanted = expected.ToArray<float>();
            for (int i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(values[i] - wanted[i]) <= 2e-5 + (1e-4 * Math.Abs(wanted[i])), $"{net}, value {i}: ONNX Runtime has {values[i]}, Lamina {wanted[i]}.");
        }
    }

    // All parts on one input, side by side.
    sealed class Parallel(params Module<Tensor, Tensor>[] parts) : Module<Tensor, Tensor>
    {
        readonly Module<Tensor, Tensor>[] _parts = parts;

        public override Tensor Forward(Tensor x) => Tensor.Concatenate([.. _parts.Select(part => part.Call(x).Abs().Sqrt().Flatten(1))], 1);
    }

    sealed class Sampling(InterpolationMode mode, GridPadding padding, bool corners) : Module<Tensor, Tensor>
    {
        readonly Parameter _matrices = new(Tensor.From([[0.8f, 0.3f, 0.1f], [-0.2f, 1.3f, 0.2f]]).Reshape(1, 2, 3).Expand([2, 2, 3]).Clone());

        public override Tensor Forward(Tensor x) => x.GridSample(_matrices.Value.AffineGrid([2, 3, 4, 7], corners), mode, padding, corners);
    }

    sealed class Unpooling : Module<Tensor, Tensor>
    {
        readonly MaxPool2d _pool = new(2);
        readonly MaxUnpool2d _unpool = new(2);

        public override Tensor Forward(Tensor x)
        {
            (Tensor y, Tensor at) = _pool.WithIndices(x);
            return _unpool.Call(y * 2, at);
        }
    }
}
