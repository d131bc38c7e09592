using Lamina.Keras;

namespace Lamina.Coverage.Tests.Specimens;

/// <summary>One of each layer of Lamina.Keras: channels stand last.</summary>
static class KerasSpecimens
{
    static readonly long[] Line = [2, 8, 4], Picture = [2, 8, 8, 4], Volume = [1, 6, 6, 6, 4], Row = [3, 4];

    public static IReadOnlyList<Specimen> All { get; } = [.. Windows, .. Pools, .. Borders, .. Merges, .. Rest];

    static IEnumerable<Specimen> Windows =>
    [
        Specimen.Of(new Conv1D(6, 3), Line), Specimen.Of(new Conv2D(6, 3), Picture), Specimen.Of(new Conv3D(6, 3), Volume),
        Specimen.Of(new Conv1DTranspose(6, 3), Line), Specimen.Of(new Conv2DTranspose(6, 3), Picture), Specimen.Of(new Conv3DTranspose(6, 3), Volume),
        Specimen.Of(new DepthwiseConv1D(3), Line), Specimen.Of(new DepthwiseConv2D(3), Picture), Specimen.Of(new SeparableConv1D(6, 3), Line), Specimen.Of(new SeparableConv2D(6, 3), Picture),
        Specimen.Of(new UpSampling1D(), Line), Specimen.Of(new UpSampling2D(), Picture), Specimen.Of(new UpSampling3D(), Volume),
    ];

    static IEnumerable<Specimen> Pools =>
    [
        Specimen.Of(new MaxPooling1D(), Line), Specimen.Of(new MaxPooling2D(), Picture), Specimen.Of(new MaxPooling3D(), Volume),
        Specimen.Of(new AveragePooling1D(), Line), Specimen.Of(new AveragePooling2D(), Picture), Specimen.Of(new AveragePooling3D(), Volume),
        Specimen.Of(new GlobalAveragePooling1D(), Line), Specimen.Of(new GlobalAveragePooling2D(), Picture), Specimen.Of(new GlobalAveragePooling3D(), Volume),
        Specimen.Of(new GlobalMaxPooling1D(), Line), Specimen.Of(new GlobalMaxPooling2D(), Picture), Specimen.Of(new GlobalMaxPooling3D(), Volume),
    ];

    static IEnumerable<Specimen> Borders =>
    [
        Specimen.Of(new Cropping1D(1), Line), Specimen.Of(new Cropping2D(1), Picture), Specimen.Of(new Cropping3D(1), Volume),
        Specimen.Of(new ZeroPadding1D(1), Line), Specimen.Of(new ZeroPadding2D(1), Picture), Specimen.Of(new ZeroPadding3D(1), Volume),
        Specimen.Of(new SpatialDropout1D(0.5), Line), Specimen.Of(new SpatialDropout2D(0.5), Picture), Specimen.Of(new SpatialDropout3D(0.5), Volume),
    ];

    static IEnumerable<Specimen> Merges =>
    [
        Merged(new Add()), Merged(new Subtract()), Merged(new Multiply()), Merged(new Average()), Merged(new Maximum()), Merged(new Minimum()), Merged(new Concatenate()), Merged(new Dot(1)),
    ];

    static IEnumerable<Specimen> Rest =>
    [
        Specimen.Of(new Dense(5), Row), Specimen.Of(new EinsumDense("abc,cd->abd", [-1, 5]), Line), Specimen.Of(new BatchNormalization(), Picture), Specimen.Of(new LayerNormalization(), Row),
        Specimen.Of(new SimpleRNN(5), Line), Specimen.Of(new LSTM(5), Line), Specimen.Of(new GRU(5), Line), Specimen.Of(new Bidirectional(new LSTM(5)), Line),
        Specimen.Called(new Keras.Attention(), (layer, x) => layer.Forward(x, x * 2), Line), Specimen.Called(new AdditiveAttention(), (layer, x) => layer.Forward(x, x * 2), Line),
        Specimen.Called(new GroupQueryAttention(3, 4, 2), (layer, x) => layer.Forward(x, x * 2), Line),
        Specimen.Of(new ConvLSTM2D(3, 3), 1, 3, 6, 6, 2), Specimen.Of(new TimeDistributed(new Dense(5)), Line),
        Specimen.Of(new GaussianNoise(0.1), Row), Specimen.Of(new GaussianDropout(0.1), Row), Specimen.Of(new Masking(), Line),
        Specimen.Of(new Permute([2, 1]), Line), Specimen.Of(new RepeatVector(3), Row), Specimen.Of(new Reshape([2, 2]), Row),
        Specimen.Of(new Input([4]), Row), Specimen.Of(new Lambda(x => x * 2), Row), Specimen.Of(Graph(), Row),
    ];

    static Specimen Merged<T>(T layer)
        where T : MergeLayer => Specimen.Called(layer, (merge, x) => merge.Forward([x, x * 2]), Row);

    static Functional Graph()
    {
        Input x = new([4]);
        return new Functional(x, new Dense(3).Of(x));
    }
}
