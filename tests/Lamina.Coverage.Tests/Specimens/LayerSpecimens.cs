using Lamina.NN;

namespace Lamina.Coverage.Tests.Specimens;

/// <summary>One of each layer of Lamina.NN.</summary>
static class LayerSpecimens
{
    static readonly long[] Line = [2, 4, 8], Picture = [2, 4, 8, 8], Volume = [1, 4, 4, 6, 6], Row = [3, 4];

    static readonly Tensor Offsets = Tensor.Randn([2, 18, 6, 6], generator: new Generator(2));

    public static IReadOnlyList<Specimen> All { get; } = [.. Activations, .. Windows, .. Pools, .. Borders, .. Norms, .. Sequences, .. Rest];

    static IEnumerable<Specimen> Activations =>
    [
        .. new Module<Tensor, Tensor>[]
        {
            new Celu(), new Elu(), new Gelu(), new Glu(), new Hardshrink(), new Hardsigmoid(), new Hardswish(), new Hardtanh(), new Identity(), new LeakyRelu(), new LogSigmoid(), new LogSoftmax(),
            new Maxout(2), new Mish(), new PRelu(), new RRelu(), new Relu(), new Relu6(), new Selu(), new Sigmoid(), new Silu(), new Softmax(), new Softmin(), new Softplus(), new Softshrink(), new Softsign(),
            new SwiGlu(), new Tanh(), new Sparsemax(), new Tanhshrink(), new Threshold(0.1, 2),
        }.Select(layer => Specimen.Of(layer, Row)),
        Specimen.Of(new Softmax2d(), Picture),
    ];

    static IEnumerable<Specimen> Windows =>
    [
        Specimen.Of(new Conv1d(4, 6, 3), Line), Specimen.Of(new Conv2d(4, 6, 3), Picture), Specimen.Of(new Conv3d(4, 6, 3), Volume),
        Specimen.Of(new ConvTranspose1d(4, 6, 3), Line), Specimen.Of(new ConvTranspose2d(4, 6, 3), Picture), Specimen.Of(new ConvTranspose3d(4, 6, 3), Volume),
        Specimen.Of(new SeparableConv1d(4, 6, 3), Line), Specimen.Of(new SeparableConv2d(4, 6, 3), Picture),
        Specimen.Called(new DeformConv2d(4, 6, 3), (layer, x) => layer.Forward(x, Offsets), Picture),
        Specimen.Of(new Unfold(2), Picture), Specimen.Of(new Fold(4, 2, stride: 2), 2, 8, 4),
        Specimen.Of(new PixelShuffle(2), Picture), Specimen.Of(new PixelUnshuffle(2), Picture), Specimen.Of(new ChannelShuffle(2), Picture), Specimen.Of(new Upsample(2), Picture),
    ];

    static IEnumerable<Specimen> Pools =>
    [
        Specimen.Of(new MaxPool1d(2), Line), Specimen.Of(new MaxPool2d(2), Picture), Specimen.Of(new MaxPool3d(2), Volume),
        Specimen.Of(new AvgPool1d(2), Line), Specimen.Of(new AvgPool2d(2), Picture), Specimen.Of(new AvgPool3d(2), Volume),
        Specimen.Of(new LpPool1d(2, 2), Line), Specimen.Of(new LpPool2d(2, 2), Picture), Specimen.Of(new LpPool3d(2, 2), Volume),
        Specimen.Of(new AdaptiveAvgPool1d(4), Line), Specimen.Of(new AdaptiveAvgPool2d(4), Picture), Specimen.Of(new AdaptiveAvgPool3d(2), Volume),
        Specimen.Of(new AdaptiveMaxPool1d(4), Line), Specimen.Of(new AdaptiveMaxPool2d(4), Picture), Specimen.Of(new AdaptiveMaxPool3d(2), Volume),
        Specimen.Of(new FractionalMaxPool2d(2, 4), Picture), Specimen.Of(new FractionalMaxPool3d(2, 3), Volume),
        Specimen.Called(new MaxUnpool1d(2), (layer, x) => x.MaxPool1dWithIndices(2) is var (values, places) ? layer.Forward(values, places) : x, Line),
        Specimen.Called(new MaxUnpool2d(2), (layer, x) => x.MaxPool2dWithIndices(new(2, 2, 2, 2)) is var (values, places) ? layer.Forward(values, places) : x, Picture),
        Specimen.Called(new MaxUnpool3d(2), (layer, x) => x.MaxPool3dWithIndices(new(new(2, 2, 2, 2), 2, 2)) is var (values, places) ? layer.Forward(values, places) : x, Volume),
    ];

    static IEnumerable<Specimen> Borders =>
    [
        Specimen.Of(new CircularPad1d(1), Line), Specimen.Of(new CircularPad2d(1), Picture), Specimen.Of(new CircularPad3d(1), Volume),
        Specimen.Of(new ConstantPad1d(1, 2), Line), Specimen.Of(new ConstantPad2d(1, 2), Picture), Specimen.Of(new ConstantPad3d(1, 2), Volume),
        Specimen.Of(new ReflectionPad1d(1), Line), Specimen.Of(new ReflectionPad2d(1), Picture), Specimen.Of(new ReflectionPad3d(1), Volume),
        Specimen.Of(new ReplicationPad1d(1), Line), Specimen.Of(new ReplicationPad2d(1), Picture), Specimen.Of(new ReplicationPad3d(1), Volume),
        Specimen.Of(new ZeroPad1d(1), Line), Specimen.Of(new ZeroPad2d(1), Picture), Specimen.Of(new ZeroPad3d(1), Volume),
    ];

    static IEnumerable<Specimen> Norms =>
    [
        Specimen.Of(new BatchNorm1d(4), Line), Specimen.Of(new BatchNorm2d(4), Picture), Specimen.Of(new BatchNorm3d(4), Volume),
        Specimen.Of(new InstanceNorm1d(4), Line), Specimen.Of(new InstanceNorm2d(4), Picture), Specimen.Of(new InstanceNorm3d(4), Volume),
        Specimen.Of(new GroupNorm(2, 4), Picture), Specimen.Of(new LayerNorm([4]), Row), Specimen.Of(new RmsNorm([4]), Row), Specimen.Of(new LocalResponseNorm(3), Picture),
        Specimen.Of(new Dropout(), Row), Specimen.Of(new Dropout1d(), Line), Specimen.Of(new Dropout2d(), Picture), Specimen.Of(new Dropout3d(), Volume),
        Specimen.Of(new AlphaDropout(), Row), Specimen.Of(new FeatureAlphaDropout(), Picture), Specimen.Of(new StochasticDepth(0.5), Picture), Specimen.Of(new DropBlock2d(0.1, 3), Picture),
        Specimen.Of(new ActivityRegularization(Regularizer.L2()), Row),
        Specimen.On<WeightNorm>(layer => WeightNorm.Apply(layer), new Linear(4, 5), Row), Specimen.On<SpectralNorm>(layer => SpectralNorm.Apply(layer), new Linear(4, 5), Row),
    ];

    static IEnumerable<Specimen> Sequences =>
    [
        Specimen.Called(new Rnn(4, 5), (layer, x) => layer.Forward(x).Output, 6, 2, 4),
        Specimen.Called(new Lstm(4, 5), (layer, x) => layer.Forward(x).Output, 6, 2, 4),
        Specimen.Called(new Gru(4, 5), (layer, x) => layer.Forward(x).Output, 6, 2, 4),
        Specimen.Called(new RnnCell(4, 5), (layer, x) => layer.Forward(x), Row),
        Specimen.Called(new LstmCell(4, 5), (layer, x) => layer.Forward(x).Hidden, Row),
        Specimen.Called(new GruCell(4, 5), (layer, x) => layer.Forward(x), Row),
        Specimen.Of(new SequenceOutput(new Lstm(4, 5)), 6, 2, 4), Specimen.Of(new LastOutput(new Gru(4, 5)), 6, 2, 4),
        Specimen.Called(new MultiHeadAttention(8, 2), (layer, x) => layer.Forward(new AttentionInput(x)).Output, 6, 2, 8),
        Specimen.Of(new TransformerEncoderLayer(8, 2, 16), 6, 2, 8), Specimen.Of(new TransformerEncoder(() => new TransformerEncoderLayer(8, 2, 16), 2), 6, 2, 8),
        Specimen.Called(new TransformerDecoderLayer(8, 2, 16), (layer, x) => layer.Forward(new TransformerDecoderInput(x, x * 2)), 6, 2, 8),
        Specimen.Called(new TransformerDecoder(() => new TransformerDecoderLayer(8, 2, 16), 2), (layer, x) => layer.Forward(new TransformerDecoderInput(x, x * 2)), 6, 2, 8),
        Specimen.Called(new Transformer(8, 2, 1, 1, 16), (layer, x) => layer.Forward(new TransformerInput(x, x * 2)), 6, 2, 8),
        Specimen.Of(new LearnedPositions(9, 8), 6, 2, 8), Specimen.Of(new SinusoidalPositions(8, 9), 6, 2, 8), Specimen.Of(new RotaryPositions(8, 9), 2, 2, 6, 8),
        Specimen.Of(new Embedding(20, 8), Tensor.RandInt([2, 7], 0, 20, generator: new Generator(1))), Specimen.Of(new EmbeddingBag(20, 8), Tensor.RandInt([2, 7], 0, 20, generator: new Generator(1))),
    ];

    static IEnumerable<Specimen> Rest =>
    [
        Specimen.Of(new Linear(4, 5), Row), Specimen.Of(new CosineLinear(4, 5), Row), Specimen.Of(new Sequential(new Linear(4, 5), new Relu()), Row),
        Specimen.Called(new Bilinear(4, 4, 5), (layer, x) => layer.Forward(x, x * 2), Row),
        Specimen.Called(new CosineSimilarity(), (layer, x) => layer.Forward(x, x.Square()), Row), Specimen.Called(new PairwiseDistance(), (layer, x) => layer.Forward(x, x * 2), Row),
        Specimen.Called(new AdaptiveLogSoftmaxWithLoss(4, 20, [6, 12], 2), (layer, x) => layer.LogProbabilities(x), Row),
        Specimen.Of(new Flatten(), Picture), Specimen.Of(new Unflatten(1, 2, 2), Row),
    ];
}
