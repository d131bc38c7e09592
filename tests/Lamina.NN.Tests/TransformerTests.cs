using Lamina.TestKit.Goldens;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Transformers and their parts against PyTorch; steps with a cache against the whole; captured steps against eager ones.</summary>
public sealed class TransformerTests
{
    const int Dim = 8, Heads = 2;

    static Tensor? Of(Golden golden, string name) => golden.Has($"arg.{name}") ? golden[$"arg.{name}"] : null;

    static Tensor Random(int seed, params long[] shape) => Tensor.Randn(shape, DType.Float64, new Generator(seed));

    static void Check(string kind, int count, Func<GoldenArgs, Module> build, Func<Module, IReadOnlyList<Tensor>, Golden, Tensor> forward)
    {
        Assert.Equal(count, LayerGoldens.OfKind(kind).Count());
        foreach (Golden golden in LayerGoldens.OfKind(kind))
            LayerCase.Check(kind, build, (module, x) => [forward(module, x, golden)], wanted => wanted.Name == golden.Name);
    }

    static TransformerActivation ActivationOf(GoldenArgs a) => a.Text("activation", "relu") == "gelu" ? TransformerActivation.Gelu : TransformerActivation.Relu;

    static TransformerEncoderLayer EncoderLayer(GoldenArgs a) => new(
        a.Int("d_model"), a.Int("nhead"), a.Int("dim_feedforward"), a.Double("dropout", 0.1), ActivationOf(a), a.Double("layer_norm_eps", 1e-5), a.Bool("batch_first", false), a.Bool("norm_first", false));

    static TransformerDecoderLayer DecoderLayer(GoldenArgs a) => new(
        a.Int("d_model"), a.Int("nhead"), a.Int("dim_feedforward"), a.Double("dropout", 0.1), ActivationOf(a), a.Double("layer_norm_eps", 1e-5), a.Bool("batch_first", false), a.Bool("norm_first", false));

    static LayerNorm? NormOf(GoldenArgs a) => a.Bool("norm", false) ? new LayerNorm([a.Int("d_model")]) : null;

    [Fact]
    public void Encoder_layers_agree_with_PyTorch() => Check("TransformerEncoderLayer", 7, EncoderLayer, (module, x, golden) =>
        ((TransformerEncoderLayer)module).Forward(x[0], Of(golden, "mask"), Of(golden, "padding")));

    [Fact]
    public void Encoders_agree_with_PyTorch() => Check("TransformerEncoder", 2, a => new TransformerEncoder(() => EncoderLayer(a), a.Int("num_layers"), NormOf(a)), (module, x, golden) =>
        ((TransformerEncoder)module).Forward(x[0], Of(golden, "mask"), Of(golden, "padding")));

    [Fact]
    public void Decoder_layers_agree_with_PyTorch() => Check("TransformerDecoderLayer", 3, DecoderLayer, (module, x, golden) => ((TransformerDecoderLayer)module).Forward(
        x[0], x[1], Of(golden, "target_mask"), Of(golden, "memory_mask"), Of(golden, "target_padding"), Of(golden, "memory_padding")));

    [Fact]
    public void Decoders_agree_with_PyTorch() => Check("TransformerDecoder", 1, a => new TransformerDecoder(() => DecoderLayer(a), a.Int("num_layers"), NormOf(a)), (module, x, golden) =>
        ((TransformerDecoder)module).Forward(x[0], x[1], Of(golden, "target_mask")));

    [Fact]
    public void Transformers_agree_with_PyTorch() => Check(
        "Transformer",
        2,
        a => new Transformer(
            a.Int("d_model"), a.Int("nhead"), a.Int("num_encoder_layers"), a.Int("num_decoder_layers"), a.Int("dim_feedforward"), a.Double("dropout", 0.1),
            ActivationOf(a), a.Double("layer_norm_eps", 1e-5), a.Bool("batch_first", false), a.Bool("norm_first", false)),
        (module, x, golden) => ((Transformer)module).Forward(
            x[0], x[1], null, Of(golden, "target_mask"), null, Of(golden, "source_padding"), Of(golden, "target_padding"), Of(golden, "memory_padding")));

    [Fact]
    public void Steps_with_a_cache_are_the_whole()
    {
        TransformerEncoder model = new(() => new TransformerEncoderLayer(Dim, Heads, 16, batchFirst: true, normFirst: true), 3, new LayerNorm([Dim]));
        TransformerDecoder decoder = new(() => new TransformerDecoderLayer(Dim, Heads, 16, batchFirst: true), 2);
        foreach (Module module in new Module[] { model, decoder })
        {
            module.Eval();
            module.To(DType.Float64);
        }

        Tensor x = Random(1, 2, 6, Dim), memory = Random(2, 2, 5, Dim);
        (TransformerCache own, TransformerCache other) = (new(), new());
        List<Tensor> continued = [], decoded = [];
        foreach ((long from, long to) in new[] { (0L, 2L), (2, 3), (3, 5), (5, 6) })
        {
            Assert.Equal(from, own.Length);
            Tensor part = x.Slice(1, from, to);
            continued.Add(model.Forward(part, null, isCausal: true, cache: own));
            decoded.Add(decoder.Forward(part, memory, targetIsCausal: true, cache: other));
        }

        Assert.InRange((model.Forward(x, null, isCausal: true) - Tensor.Concatenate([.. continued], 1)).Abs().Max().ToDouble(), 0, 1e-12);
        Assert.InRange((decoder.Forward(x, memory, targetIsCausal: true) - Tensor.Concatenate([.. decoded], 1)).Abs().Max().ToDouble(), 0, 1e-12);

        // A beam that goes on with the second sequence alone.
        own.Reorder(Tensor.From(1L, 1L));
        other.Reorder(Tensor.From(1L, 1L));
        Tensor next = Random(3, 1, 1, Dim).Expand([2, 1, Dim]).Contiguous();
        Tensor longer = Tensor.Concatenate([x.Slice(0, 1, 2), next.Slice(0, 0, 1)], 1);
        Tensor one = model.Forward(next, null, isCausal: true, cache: own), two = decoder.Forward(next, memory, targetIsCausal: true, cache: other);
        Assert.InRange((model.Forward(longer, null, isCausal: true).Slice(1, 6) - one).Abs().Max().ToDouble(), 0, 1e-12);
        Assert.InRange((decoder.Forward(longer, memory.Slice(0, 1, 2), targetIsCausal: true).Slice(1, 6) - two).Abs().Max().ToDouble(), 0, 1e-12);
        own.Clear();
        Assert.Equal(0, own.Length);
    }

    [Fact]
    public void An_encoder_stands_in_a_sequential()
    {
        Sequential net = new(
            new Embedding(11, Dim), new LearnedPositions(9, Dim, batchFirst: true), new TransformerEncoder(() => new TransformerEncoderLayer(Dim, Heads, 16, batchFirst: true), 2), new Linear(Dim, 3));
        Assert.Contains("2.layers.1.self_attn.in_proj_weight", net.StateDict().Keys);
        Assert.Contains("2.layers.0.self_attn.out_proj.bias", net.StateDict().Keys);
        Assert.Equal([4, 9, 3], net.Forward(Tensor.RandInt([4, 9], 0, 11)).Shape);
        Assert.Contains("2.layers.0.self_attn", Assert.Throws<ShapeException>(() => net.Get<TransformerEncoder>("2").Forward(Tensor.Zeros([4, 9, 5]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hooks_see_the_input_and_the_output()
    {
        TransformerEncoderLayer layer = new(Dim, Heads, 16);
        Tensor x = Tensor.Randn([5, 2, Dim]), seen = Tensor.Zeros([1]);
        using (layer.RegisterForwardHook((input, output) =>
        {
            seen = input;
            return output * 0;
        }))
            Assert.Equal(0, layer.Forward(x, Transformer.CausalMask(5)).Abs().Max().ToDouble());
        Assert.Same(x, seen);
    }

    sealed class Trainer
    {
        readonly Transformer _net = new(Dim, Heads, 2, 2, 16, 0.1, batchFirst: true, generator: new Generator(3));
        readonly RnnCell _cell = new(Dim, Dim);
        readonly EmbeddingBag _bag = new(20, Dim, BagMode.Mean, paddingIndex: 0, maxNorm: 2);
        readonly Embedding _words = new(20, Dim, maxNorm: 1.5);
        readonly SinusoidalPositions _places = new(Dim, 12, batchFirst: true);
        readonly MultiHeadAttention _turned = new(Dim, Heads, batchFirst: true, keyValueHeads: 1, rotary: new RotaryPositions(4, 12));
        readonly Adam _optimizer;

        public Trainer()
        {
            Parameters = [.. new Module[] { _net, _cell, _bag, _words, _turned }.SelectMany(module => module.Parameters())];
            Generator generator = new(7);
            foreach (Parameter parameter in Parameters)
                parameter.Load(Tensor.Uniform(parameter.Shape, -0.5, 0.5, generator: generator));
            _optimizer = new Adam(Parameters, 0.01);
        }

        public IReadOnlyList<Parameter> Parameters { get; }

        public Tensor Train(Tensor tokens, Tensor labels)
        {
            _optimizer.ZeroGrad();
            Tensor source = _places.Forward(_words.Forward(tokens)), target = _turned.Forward(source, isCausal: true, keyPaddingMask: tokens.EqualTo(1)).Output;
            Tensor y = _net.Forward(source, target, targetIsCausal: true, memoryKeyPaddingMask: tokens.EqualTo(1)).Mean(1);
            Tensor loss = Loss.CrossEntropy(_cell.Forward(y, _bag.Forward(tokens)), labels);
            loss.Backward();
            _optimizer.Step();
            return loss;
        }
    }

    [Fact]
    public void A_captured_step_has_the_bits_of_the_eager_one()
    {
        Trainer eager = new(), captured = new();
        Step step = Capture.Step(captured.Train);
        for (int i = 0; i < 6; i++)
        {
            Generator generator = new(i % 3);
            Tensor tokens = Tensor.RandInt([3, 7], 0, 20, generator: generator), labels = Tensor.RandInt([3], 0, Dim, generator: generator);

            // A first token that is seen.
            tokens = tokens * (tokens.NotEqualTo(1)).To(DType.Int64);
            Assert.Equal(eager.Train(tokens, labels).ToSingle(), step.Run(tokens, labels).ToSingle());
        }

        Assert.Null(step.WhyEager);
        foreach ((Parameter a, Parameter b) in eager.Parameters.Zip(captured.Parameters))
            Assert.Equal(a.Value.ToArray<float>(), b.Value.ToArray<float>());
    }

    [Fact]
    public void It_learns_to_reverse()
    {
        Transformer net = new(16, 2, 1, 1, 32, 0, batchFirst: true);
        (Embedding words, SinusoidalPositions places, Linear head) = (new(8, 16), new(16, 8, batchFirst: true), new(16, 8));
        Generator generator = new(1);
        List<Parameter> parameters = [.. net.Parameters(), .. words.Parameters(), .. head.Parameters()];
        foreach (Parameter parameter in parameters)
            parameter.Load(parameter.Value.Rank == 1 ? parameter.Value : Tensor.Uniform(parameter.Shape, -0.4, 0.4, generator: generator));
        Adam optimizer = new(parameters, 0.005);
        Tensor Logits(Tensor tokens, Tensor target) => head.Forward(net.Forward(places.Forward(words.Forward(tokens)), places.Forward(words.Forward(target)), targetIsCausal: true));
        Step step = Capture.Step(tokens =>
        {
            optimizer.ZeroGrad();
            Tensor reversed = tokens.Flip(1), shifted = Tensor.Concatenate([Tensor.Zeros([tokens.Shape[0], 1], DType.Int64), reversed.Slice(1, 0, 5)], 1);
            Tensor loss = Loss.CrossEntropy(Logits(tokens, shifted).Reshape(-1, 8), reversed.Reshape(-1));
            loss.Backward();
            optimizer.Step();
            return loss;
        });
        double last = 0;
        for (int i = 0; i < 400; i++)
            last = step.Run(Tensor.RandInt([32, 6], 1, 8, generator: generator)).ToDouble();
        Assert.InRange(last, 0, 0.2);
    }
}
