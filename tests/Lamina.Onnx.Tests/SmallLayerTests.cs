using Lamina.Keras;
using Lamina.NN;

namespace Lamina.Onnx.Tests;

/// <summary>The small layers, computed by ONNX Runtime.</summary>
public sealed class SmallLayerTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ONNX_Runtime_computes_the_same_activations()
    {
        Input x = new([4, 6]);
        Node wide = new Lambda(t => t * 3).Of(x);
        Module<Tensor, Tensor>[] all =
        [
            new Relu(), new Relu6(), new LeakyRelu(0.2), new Elu(0.7), new Celu(0.7), new Selu(), new Gelu(), new Gelu(tanh: true), new Silu(), new Mish(), new Sigmoid(), new LogSigmoid(), new Tanh(),
            new Softplus(), new Softplus(2, 1.5), new Softsign(), new Hardsigmoid(), new Hardswish(), new Hardtanh(-0.5, 2), new Hardtanh(-1, double.PositiveInfinity), new Softshrink(0.7), new Hardshrink(0.7),
            new Tanhshrink(), new Threshold(0.3, -2), new PRelu(4), new RRelu(), new Softmin(1), new Softmax(), new Sparsemax(), new Sparsemax(1), new Maxout(2, axis: 2), new Glu(), new SwiGlu(1),
        ];
        Compare(new Functional(x, new Keras.Concatenate().Of([.. all.Select(layer => new NN.Flatten().Of(layer.Of(wide)))])), Tensor.Randn([2, 4, 6]), Tensor.Randn([3, 4, 6]));
    }

    [Fact]
    public void ONNX_Runtime_computes_the_same_normalizations_and_merges()
    {
        Input picture = new([6, 5, 4]);
        InstanceNorm2d plain = new(6), affine = new(6, affine: true), tracked = new(6, trackRunningStatistics: true);
        Conv2d lengths = new(6, 6, 3, padding: 1), spectral = new(6, 6, 3, padding: 1);
        WeightNorm.Apply(lengths);
        SpectralNorm.Apply(spectral);
        affine.Weight!.Load(Tensor.Randn([6]));
        Node x = lengths.Of(picture) + spectral.Of(picture);
        Node y = new Maximum().Of(plain.Of(x), affine.Of(x), new Dropout2d().Of(tracked.Of(x)));
        Node z = new Average().Of(new LocalResponseNorm(3, 0.5).Of(y), new RmsNorm([5, 4]).Of(x), new GroupNorm(2, 6).Of(x), new BatchNorm2d(6).Of(y)) * y;
        Node w = new Minimum().Of(z, new Unflatten(1, 3, 2).Of(z) is var apart ? new Lambda(t => t.Flatten(1, 2)).Of(apart) : apart) - picture;
        Functional network = new(picture, w);
        network.Forward(Tensor.Randn([4, 6, 5, 4]));
        Compare(network, Tensor.Randn([2, 6, 5, 4]), Tensor.Randn([3, 6, 5, 4]));
    }

    [Fact]
    public void ONNX_Runtime_skips_masked_steps_and_sums_as_equations_say()
    {
        static Tensor Padded(int seed)
        {
            Tensor x = Tensor.Randn([3, 5, 4], generator: new Generator(seed));
            x.Slice(1, seed, seed + 2).ZeroInPlace();
            x.Slice(0, 0, 1).Slice(1, 4, 5).ZeroInPlace();
            return x;
        }

        Sequential net = new(new Masking(), new Bidirectional(new LSTM(3, returnSequences: true)), new GRU(4, returnSequences: true), new SimpleRNN(2));
        net.Forward(Padded(1));
        Compare(net, Padded(1), Padded(2));
        Input x = new([5, 4]);
        Node wide = new EinsumDense("abc,cd->abd", [-1, 6], Activation.Tanh, "d").Of(x), folded = new EinsumDense("abc,bd->acd", [-1, 2]).Of(wide);
        Node mixed = new GroupQueryAttention(3, 4, 2).Of(new AdditiveAttention().Of(wide, wide), new Keras.Attention(useScale: true).Of(wide, wide));
        Compare(new Functional(x, new Keras.Concatenate().Of(new NN.Flatten().Of(mixed), new NN.Flatten().Of(folded))), Tensor.Randn([2, 5, 4]), Tensor.Randn([3, 5, 4]));
    }

    void Compare(Module<Tensor, Tensor> net, Tensor example, Tensor other)
    {
        string path = Path.Combine(_folder, "model.onnx");
        net.ToOnnx(path, example, 0);
        net.Eval();
        foreach (Tensor input in new[] { example, other })
        {
            (float[] values, Shape shape) = OnnxRuntime.Run(path, input);
            Tensor expected = net.Forward(input);
            Assert.Equal(expected.Shape, shape);
            float[] wanted = expected.ToArray<float>();
            for (int i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(values[i] - wanted[i]) <= 1e-5 + (1e-4 * Math.Abs(wanted[i])), $"Value {i}: ONNX Runtime has {values[i]}, Lamina {wanted[i]}.");
        }
    }
}
