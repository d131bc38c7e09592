using System.Runtime.InteropServices;
using Lamina.Models.Vision;
using Lamina.NN;
using Lamina.Recipes.Pictures;

namespace Lamina.Onnx.Tests;

public sealed class OnnxExportTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-onnx-").FullName;

    string FilePath => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void LeNet_is_written_node_by_node_with_its_weights()
    {
        LeNet5 net = new();
        net.ToOnnx(FilePath, Pictures(2, 1, 32), 0);
        WireMessage model = new(File.ReadAllBytes(FilePath)), graph = model.Message(7);
        Assert.Equal([8L], model.Numbers(1));
        Assert.Equal([17L], model.Message(8).Numbers(2));
        Assert.Equal(
            ["Conv", "Relu", "MaxPool", "Conv", "Relu", "MaxPool", "Reshape", "Gemm", "Relu", "Gemm", "Relu", "Gemm"],
            graph.Messages(1).Select(node => node.Texts(4).Single()));

        // Every input of a node is the model's, an initializer, or made by a node before it.
        HashSet<string> known = ["input", .. graph.Messages(5).Select(tensor => tensor.Texts(8).Single())];
        foreach (WireMessage node in graph.Messages(1))
        {
            Assert.All(node.Texts(1), input => Assert.Contains(input, known));
            known.UnionWith(node.Texts(2));
        }

        Assert.Contains("output", known);
        foreach ((string name, Tensor value) in net.StateDict())
        {
            WireMessage tensor = graph.Messages(5).Single(t => t.Texts(8).Single() == name);
            Assert.Equal(value.Shape.ToArray(), tensor.Numbers(1));
            Assert.Equal(value.ToArray<float>(), MemoryMarshal.Cast<byte, float>(tensor.Bytes(9)).ToArray());
        }

        foreach (int field in new[] { 11, 12 })
            Assert.Equal("batch", graph.Message(field).Message(2).Message(1).Message(2).Messages(1)[0].Texts(2).Single());
    }

    [Fact]
    public void ONNX_Runtime_computes_what_LeNet_computes() => Compare(new LeNet5(), Pictures(2, 1, 32), Pictures(5, 1, 32));

    [Fact]
    public void ONNX_Runtime_computes_what_the_digits_network_computes() => Compare(new DigitsCnn().BuildModule(), Pictures(2, 1, 28), Pictures(5, 1, 28));

    [Fact]
    public void ONNX_Runtime_computes_the_same_through_batch_norm_in_eval_mode()
    {
        Sequential net = new(new Conv2d(3, 8, 3, stride: 2, padding: 1), new BatchNorm2d(8), new LeakyRelu(0.2), new AvgPool2d(2), new Dropout(0.5), new Flatten(), new Linear(128, 4));
        for (int i = 0; i < 3; i++)
            net.Forward(Pictures(4, 3, 16));
        Compare(net, Pictures(1, 3, 16), Pictures(3, 3, 16));
        Assert.All(net.Modules(), part => Assert.True(part.IsTraining));
    }

    [Fact]
    public void ONNX_Runtime_computes_the_same_for_every_translated_op() => Compare(new Everything(), Pictures(2, 3, 8), Pictures(4, 3, 8));

    [Fact]
    public void ONNX_Runtime_computes_what_convolutions_compute()
    {
        Compare(new Sequential(new ConvTranspose2d(3, 4, (3, 2), (2, 3), (1, 0), (1, 2)), new ConvTranspose2d(4, 6, 3, groups: 2, dilation: 2), new Tanh()), Pictures(2, 3, 5), Pictures(3, 3, 5));
        Compare(new Sequential(new Conv2d(3, 4, 3, padding: 2, paddingMode: PadMode.Reflect), new SeparableConv2d(4, 5, 3, 2, Padding.Same), new Tanh()), Pictures(2, 3, 8), Pictures(3, 3, 8));
        Compare(new Sequential(new Unfold(3, 2, (1, 0), (2, 1)), new Tanh(), new Fold(8, 3, 2, (1, 0), (2, 1))), Pictures(2, 3, 8), Pictures(5, 3, 8));
        Compare(new Deformed(), Pictures(2, 4, 7));
        Compare(new Sequences(), Pictures(2, 3, 9), Pictures(4, 3, 9));
        Compare(new Volumes(new Conv3d(2, 4, (2, 3, 1), (1, 2, 1), (1, 0, 1), (2, 1, 1), 2), new Conv3d(4, 3, 2)), Pictures(2, 8, 9), Pictures(3, 8, 9));
        Compare(new Volumes(new ConvTranspose3d(2, 4, (2, 3, 1), (3, 2, 1), (1, 1, 0), (1, 0, 0), 2), new ConvTranspose3d(4, 3, 2)), Pictures(2, 8, 3), Pictures(3, 8, 3));
    }

    [Fact]
    public void All_ops_without_translation_are_named_and_nothing_is_written()
    {
        OnnxException error = Assert.Throws<OnnxException>(() => new Untranslated().ToOnnx(FilePath, Pictures(2, 1, 4)));
        Assert.Contains("cumprod (2×)", error.Message, StringComparison.Ordinal);
        Assert.Contains("cummax (1×)", error.Message, StringComparison.Ordinal);
        Assert.Contains("add_in_place [changes memory in place] (1×)", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_size_that_is_baked_in_is_refused_with_dynamic_axes_only()
    {
        BatchMean net = new();
        net.ToOnnx(FilePath, Pictures(2, 1, 4));
        Assert.Throws<OnnxException>(() => net.ToOnnx(FilePath, Pictures(2, 1, 4), 0));
    }

    [Fact]
    public void ONNX_Runtime_computes_what_transformers_compute()
    {
        foreach (bool normFirst in new[] { false, true })
        {
            Compare(
                new Sequential(
                    new Embedding(20, 8, paddingIndex: 0), new LearnedPositions(9, 8, batchFirst: true), new SinusoidalPositions(8, 9, batchFirst: true),
                    new TransformerEncoder(() => new TransformerEncoderLayer(8, 4, 16, activation: normFirst ? TransformerActivation.Gelu : TransformerActivation.Relu, batchFirst: true, normFirst: normFirst,
                        keyValueHeads: 2, rotary: normFirst ? new RotaryPositions(2, 9) : null), 2, new LayerNorm([8])),
                    new Linear(8, 3)),
                Tensor.RandInt([2, 7], 0, 20, generator: new Generator(1)),
                Tensor.RandInt([5, 7], 0, 20, generator: new Generator(2)));
        }

        Compare(new Continued(), Tensor.Randn([2, 6, 8], generator: new Generator(3)), Tensor.Randn([3, 6, 8], generator: new Generator(4)));
        Compare(new EmbeddingBag(20, 8), Tensor.RandInt([2, 7], 0, 20, generator: new Generator(1)), Tensor.RandInt([5, 7], 0, 20, generator: new Generator(2)));
    }

    [Fact]
    public void ONNX_Runtime_computes_what_cells_compute()
    {
        Compare(new Cells(), Tensor.Randn([2, 3], generator: new Generator(3)), Tensor.Randn([5, 3], generator: new Generator(4)));
    }

    // Of a fixed batch, or of any if another is given.
    void Compare(Module<Tensor, Tensor> net, Tensor example, Tensor? other = null)
    {
        net.ToOnnx(FilePath, example, other is null ? [] : [0]);
        bool training = net.IsTraining;
        foreach (Tensor input in new[] { example, other ?? example })
        {
            (float[] values, Shape shape) = OnnxRuntime.Run(FilePath, input);
            net.Eval();
            Tensor expected = net.Forward(input);
            net.Train(training);
            Assert.Equal(expected.Shape, shape);
            float[] wanted = expected.ToArray<float>();
            for (int i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(values[i] - wanted[i]) <= 1e-5 + (1e-3 * Math.Abs(wanted[i])), $"{net}, value {i}: ONNX Runtime has {values[i]}, Lamina {wanted[i]}.");
        }
    }

    static Tensor Pictures(long count, long channels, long size) => Tensor.Normal([count, channels, size, size], 0, 1, generator: new Generator(7));

    sealed class Everything : Module<Tensor, Tensor>
    {
        readonly Parameter _matrix = new(Tensor.Normal([8, 5], 0, 1, generator: new Generator(3)));

        public override Tensor Forward(Tensor x)
        {
            Tensor pooled = x.AvgPool2d(3, 1, 1) + x.MaxPool2d(3, 1, 1).Sigmoid();
            Tensor turned = pooled.Permute(0, 2, 3, 1).Contiguous().Tanh();
            Tensor part = turned.Slice(2, 1, 7, 2).Select(3, 1);
            Tensor spread = (part.Sum([2], keepDims: true).Expand([x.Shape[0], 8, 8]) - x.Mean([1], keepDims: false)) / 2;
            Tensor product = spread.MatMul(_matrix);
            return product.Softmax().Relu() * product.LogSoftmax(1).Exp() - Tensor.Maximum(product, 0.5).Square().Sqrt().Reshape(-1, 8, 5);
        }
    }

    sealed class Deformed : Module<Tensor, Tensor>
    {
        readonly Conv2d _offset = new(4, 36, 3, stride: 2, padding: 1), _mask = new(4, 18, 3, stride: 2, padding: 1);
        readonly DeformConv2d _layer = new(4, 6, 3, stride: 2, padding: 1, groups: 2);

        public override Tensor Forward(Tensor x) => _layer.Call(x, _offset.Forward(x) * 3, _mask.Forward(x).Sigmoid());
    }

    // The rows of one picture as channels.
    sealed class Sequences : Module<Tensor, Tensor>
    {
        readonly Conv1d _conv = new(27, 6, 3, padding: Padding.Same, paddingMode: PadMode.Circular);
        readonly ConvTranspose1d _transposed = new(6, 4, 4, 3, 1, 2);

        public override Tensor Forward(Tensor x) => _transposed.Forward(_conv.Forward(x.Reshape(-1, 27, 9)).Tanh());
    }

    // Of 8 channels, two of four planes.
    sealed class Volumes(Layer<Tensor, Tensor> first, Layer<Tensor, Tensor> second) : Module<Tensor, Tensor>
    {
        public override Tensor Forward(Tensor x) => second.Forward(first.Forward(x.Reshape(-1, 2, 4, x.Shape[2], x.Shape[3])).Tanh());
    }

    // Causal attention to itself, and of a decoder's layer to another sequence.
    sealed class Continued : Module<Tensor, Tensor>
    {
        readonly TransformerDecoderLayer _layer = new(8, 2, 16, batchFirst: true);

        public override Tensor Forward(Tensor x) => _layer.Forward(x, x.Slice(1, 0, 3), targetIsCausal: true);
    }

    sealed class Cells : Module<Tensor, Tensor>
    {
        readonly RnnCell _rnn = new(3, 4);
        readonly GruCell _gru = new(4, 4);
        readonly LstmCell _lstm = new(4, 5);

        public override Tensor Forward(Tensor x)
        {
            Tensor first = _rnn.Forward(x, x.MatMul(Tensor.Ones([3, 4]))), second = _gru.Forward(first, first * 0.5f);
            LstmState state = _lstm.Forward(second, new LstmState(Tensor.Concatenate([first, x.Slice(1, 0, 1)], 1), Tensor.Concatenate([second, x.Slice(1, 1, 2)], 1)));
            return state.Hidden + state.Cell;
        }
    }

    sealed class Untranslated : Module<Tensor, Tensor>
    {
        public override Tensor Forward(Tensor x) => (x * 2).AddInPlace(1).CumProd(3).CumProd(2).CumMax(3).Values;
    }

    sealed class BatchMean : Module<Tensor, Tensor>
    {
        public override Tensor Forward(Tensor x) => x - x.Mean([0], keepDims: true);
    }
}
