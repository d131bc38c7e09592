using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>The layers that a file may name, and no others. Adding a layer to Lamina is adding a line here.</summary>
internal static class LayerForms
{
    static readonly LayerForm[] All =
    [
        new PlainForm<Identity>("Identity"),
        new PlainForm<ActivityRegularization>("ActivityRegularization"),
        new LayerForm<Flatten>("Flatten", x => new() { ["start_axis"] = x.StartAxis, ["end_axis"] = x.EndAxis, ["input_shape"] = Numbers.Json(x.InputSpec) }, a => new Flatten(a.Int("start_axis"), a.Int("end_axis"), a.OptionalShape("input_shape"))),
        new LayerForm<Linear>("Linear", x => new() { ["in_features"] = x.InFeatures, ["out_features"] = x.OutFeatures, ["bias"] = x.Bias is not null }, MakeLinear),
        new PlainForm<CosineLinear>("CosineLinear", a => a.Spend(a.Long("in_features", 1), a.Long("out_features", 1))),
        new LayerForm<Conv1d>("Conv1d", Write, MakeConv1d),
        new LayerForm<Conv2d>("Conv2d", PictureForms.Write, PictureForms.MakeConv2d),
        new PlainForm<Conv3d>("Conv3d", PictureForms.SpendVolume),
        new PlainForm<ConvTranspose1d>("ConvTranspose1d", a => a.Spend(a.Int("in_channels", 1), a.Int("out_channels", 1) / a.Int("groups", 1), a.Int("kernel_size", 1))),
        new LayerForm<ConvTranspose2d>("ConvTranspose2d", PictureForms.Write, PictureForms.MakeConvTranspose2d),
        new PlainForm<ConvTranspose3d>("ConvTranspose3d", PictureForms.SpendVolume),
        new PlainForm<SeparableConv1d>("SeparableConv1d", a => PictureForms.SpendSeparable(a, a.Int("kernel_size", 1))),
        new PlainForm<SeparableConv2d>("SeparableConv2d", a => PictureForms.SpendSeparable(a, a.Size2("kernel_size", 1).Height, a.Size2("kernel_size", 1).Width)),
        new PlainForm<Unfold>("Unfold"),
        new PlainForm<Fold>("Fold"),
        new PlainForm<MaxPool2d>("MaxPool2d"),
        new PlainForm<AvgPool2d>("AvgPool2d"),
        new LayerForm<AdaptiveAvgPool2d>("AdaptiveAvgPool2d", x => new() { ["height"] = x.Height, ["width"] = x.Width }, a => new AdaptiveAvgPool2d(a.OptionalInt("height", 1), a.OptionalInt("width", 1))),
        new LayerForm<BatchNorm1d>("BatchNorm1d", Write, a => new BatchNorm1d(Features(a), a.Double("epsilon"), a.OptionalDouble("momentum"), a.Bool("affine"), a.Bool("track_running_statistics"))),
        new LayerForm<BatchNorm2d>("BatchNorm2d", Write, a => new BatchNorm2d(Features(a), a.Double("epsilon"), a.OptionalDouble("momentum"), a.Bool("affine"), a.Bool("track_running_statistics"))),
        new LayerForm<BatchNorm3d>("BatchNorm3d", Write, a => new BatchNorm3d(Features(a), a.Double("epsilon"), a.OptionalDouble("momentum"), a.Bool("affine"), a.Bool("track_running_statistics"))),
        new LayerForm<InstanceNorm1d>("InstanceNorm1d", Write, a => new InstanceNorm1d(Features(a), a.Double("epsilon"), a.Double("momentum"), a.Bool("affine"), a.Bool("track_running_statistics"))),
        new LayerForm<InstanceNorm2d>("InstanceNorm2d", Write, a => new InstanceNorm2d(Features(a), a.Double("epsilon"), a.Double("momentum"), a.Bool("affine"), a.Bool("track_running_statistics"))),
        new LayerForm<InstanceNorm3d>("InstanceNorm3d", Write, a => new InstanceNorm3d(Features(a), a.Double("epsilon"), a.Double("momentum"), a.Bool("affine"), a.Bool("track_running_statistics"))),
        new LayerForm<GroupNorm>("GroupNorm", x => new() { ["groups"] = x.Groups, ["num_channels"] = x.NumChannels, ["epsilon"] = Numbers.Json(x.Epsilon), ["affine"] = x.Weight is not null }, MakeGroupNorm),
        new LayerForm<LayerNorm>("LayerNorm", Write, MakeLayerNorm),
        new LayerForm<RmsNorm>("RmsNorm", x => new() { ["normalized_shape"] = Numbers.Json(x.NormalizedShape), ["epsilon"] = Numbers.Json(x.Epsilon), ["elementwise_affine"] = x.Weight is not null }, MakeRmsNorm),
        new PlainForm<LocalResponseNorm>("LocalResponseNorm"),
        new LayerForm<Bilinear>("Bilinear", x => new() { ["in1_features"] = x.In1Features, ["in2_features"] = x.In2Features, ["out_features"] = x.OutFeatures, ["bias"] = x.Bias is not null }, MakeBilinear),
        new LayerForm<AdaptiveLogSoftmaxWithLoss>(
            "AdaptiveLogSoftmaxWithLoss",
            x => new() { ["in_features"] = x.InFeatures, ["classes"] = x.Classes, ["cutoffs"] = Numbers.Json(x.Cutoffs), ["div_value"] = Numbers.Json(x.DivValue), ["head_bias"] = x.Head.Bias is not null },
            MakeAdaptiveLogSoftmax),
        new PlainForm<CosineSimilarity>("CosineSimilarity"),
        new PlainForm<PairwiseDistance>("PairwiseDistance"),
        new LayerForm<Unflatten>("Unflatten", x => new() { ["axis"] = x.Axis, ["sizes"] = Numbers.Json(x.Sizes) }, a => new Unflatten(a.Int("axis"), a.Longs("sizes"))),
        new PlainForm<Dropout>("Dropout"),
        new PlainForm<Dropout1d>("Dropout1d"),
        new PlainForm<Dropout2d>("Dropout2d"),
        new PlainForm<Dropout3d>("Dropout3d"),
        new PlainForm<AlphaDropout>("AlphaDropout"),
        new PlainForm<FeatureAlphaDropout>("FeatureAlphaDropout"),
        new PlainForm<StochasticDepth>("StochasticDepth"),
        new PlainForm<DropBlock2d>("DropBlock2d"),
        new LayerForm<Embedding>("Embedding", Write, MakeEmbedding),
        new PlainForm<EmbeddingBag>("EmbeddingBag", a => a.Spend(a.Long("count", 1), a.Long("dimension", 1))),
        new PlainForm<LearnedPositions>("LearnedPositions", a => a.Spend(a.Long("length", 1), a.Long("dimension", 1))),
        new PlainForm<SinusoidalPositions>("SinusoidalPositions", TransformerForms.CheckTable),
        new PlainForm<RotaryPositions>("RotaryPositions", TransformerForms.CheckTable),
        new LayerForm<TransformerEncoderLayer>("TransformerEncoderLayer", TransformerForms.Write, TransformerForms.MakeLayer),
        new LayerForm<TransformerEncoder>("TransformerEncoder", TransformerForms.Write, TransformerForms.MakeEncoder),
        new PlainForm<Softmax>("Softmax"),
        new PlainForm<LogSoftmax>("LogSoftmax"),
        new LayerForm<SequenceOutput>("SequenceOutput", x => RecurrentForms.Write(x.Recurrent), RecurrentForms.MakeSequenceOutput),
        new LayerForm<LastOutput>("LastOutput", x => RecurrentForms.Write(x.Recurrent), RecurrentForms.MakeLastOutput),
        new PlainForm<Relu>("Relu"),
        new PlainForm<Relu6>("Relu6"),
        new PlainForm<LeakyRelu>("LeakyRelu"),
        new LayerForm<PRelu>("PRelu", x => new() { ["count"] = x.Weight.Count }, MakePRelu),
        new PlainForm<Elu>("Elu"),
        new PlainForm<Celu>("Celu"),
        new PlainForm<Selu>("Selu"),
        new PlainForm<Gelu>("Gelu"),
        new PlainForm<Silu>("Silu"),
        new PlainForm<Mish>("Mish"),
        new PlainForm<Sigmoid>("Sigmoid"),
        new PlainForm<LogSigmoid>("LogSigmoid"),
        new PlainForm<Tanh>("Tanh"),
        new PlainForm<Softplus>("Softplus"),
        new PlainForm<Softsign>("Softsign"),
        new PlainForm<Hardsigmoid>("Hardsigmoid"),
        new PlainForm<Hardswish>("Hardswish"),
        new PlainForm<Hardtanh>("Hardtanh"),
        new PlainForm<Softshrink>("Softshrink"),
        new PlainForm<Hardshrink>("Hardshrink"),
        new PlainForm<Tanhshrink>("Tanhshrink"),
        new PlainForm<Threshold>("Threshold"),
        new PlainForm<Glu>("Glu"),
        new PlainForm<SwiGlu>("SwiGlu"),
        new PlainForm<Maxout>("Maxout"),
        new PlainForm<RRelu>("RRelu"),
        new PlainForm<Softmin>("Softmin"),
        new PlainForm<Softmax2d>("Softmax2d"),
        new PlainForm<Sparsemax>("Sparsemax"),
    ];

    static readonly Dictionary<Type, LayerForm> ByType = All.Concat(PoolingForms.All).Concat(KerasForms.All).ToDictionary(form => form.Type);
    static readonly Dictionary<string, LayerForm> ByName = All.Concat(PoolingForms.All).Concat(KerasForms.All).ToDictionary(form => form.Name);

    public static LayerForm? Of(Type type) => ByType.GetValueOrDefault(type);

    public static LayerForm? Of(string name) => ByName.GetValueOrDefault(name);

    static Linear MakeLinear(Described a)
    {
        long inputs = a.Long("in_features", 1), outputs = a.Long("out_features", 1);
        a.Spend(inputs, outputs);
        return new Linear(inputs, outputs, a.Bool("bias"));
    }

    // The maps of clusters are at most as large as one of all classes.
    static AdaptiveLogSoftmaxWithLoss MakeAdaptiveLogSoftmax(Described a)
    {
        long inputs = a.Long("in_features", 1), classes = a.Long("classes", 1);
        IReadOnlyList<long> cutoffs = a.Longs("cutoffs");
        a.Spend(inputs, classes);
        a.Spend(cutoffs.Count, inputs, inputs);
        try
        {
            return new AdaptiveLogSoftmaxWithLoss(inputs, classes, cutoffs, a.Double("div_value"), a.Bool("head_bias"));
        }
        catch (LaminaException error)
        {
            throw a.Fault(error.Message.TrimEnd('.'), error);
        }
    }

    static JsonObject Write(Embedding x) => new()
    {
        ["count"] = x.Count,
        ["dimension"] = x.Dimension,
        ["padding_index"] = x.PaddingIndex,
        ["input_shape"] = Numbers.Json(x.InputSpec),
        ["max_norm"] = x.MaxNorm is { } norm ? Numbers.Json(norm) : null,
        ["norm_type"] = Numbers.Json(x.NormType),
        ["mask_zero"] = x.MaskZero,
    };

    static Embedding MakeEmbedding(Described a)
    {
        long count = a.Long("count", 1), dimension = a.Long("dimension", 1);
        a.Spend(count, dimension);
        return new Embedding(
            count, dimension, a.Has("padding_index") ? a.Long("padding_index") : null, a.OptionalShape("input_shape"), a.OptionalDouble("max_norm"), a.OptionalDouble("norm_type") ?? 2, a.Has("mask_zero") && a.Bool("mask_zero"));
    }

    static JsonObject Write(Conv1d x) => new()
    {
        ["in_channels"] = x.InChannels,
        ["out_channels"] = x.OutChannels,
        ["kernel_size"] = x.KernelSize,
        ["stride"] = x.Stride,
        ["padding"] = Numbers.Json(x.Padding),
        ["dilation"] = x.Dilation,
        ["groups"] = x.Groups,
        ["bias"] = x.Bias is not null,
        ["padding_mode"] = x.PaddingMode.ToString(),
    };

    static Conv1d MakeConv1d(Described a)
    {
        int inputs = a.Int("in_channels", 1), outputs = a.Int("out_channels", 1), kernel = a.Int("kernel_size", 1), groups = a.Int("groups", 1);
        a.Spend(inputs / groups, outputs, kernel);
        return new Conv1d(inputs, outputs, kernel, a.Int("stride", 1), a.Padding("padding"), a.Int("dilation", 1), groups, a.Bool("bias"), PictureForms.PaddingMode(a));
    }

    static JsonObject Write(ChannelNorm x) => new()
    {
        ["num_features"] = x.NumFeatures,
        ["epsilon"] = Numbers.Json(x.Epsilon),
        ["momentum"] = x.Momentum is { } momentum ? Numbers.Json(momentum) : null,
        ["affine"] = x.Weight is not null,
        ["track_running_statistics"] = x.RunningMean is not null,
    };

    static JsonObject Write(LayerNorm x) => new()
    {
        ["normalized_shape"] = Numbers.Json(x.NormalizedShape),
        ["epsilon"] = Numbers.Json(x.Epsilon),
        ["elementwise_affine"] = x.Weight is not null,
        ["bias"] = x.Bias is not null,
    };

    static GroupNorm MakeGroupNorm(Described a)
    {
        int channels = a.Int("num_channels", 1);
        bool affine = a.Bool("affine");
        if (affine)
            a.Spend(channels);
        return new GroupNorm(a.Int("groups", 1), channels, a.Double("epsilon"), affine);
    }

    static LayerNorm MakeLayerNorm(Described a)
    {
        long[] shape = [.. a.Longs("normalized_shape")];
        bool affine = a.Bool("elementwise_affine");
        if (affine)
            a.Spend(shape);
        return new LayerNorm(shape, a.Double("epsilon"), affine, a.Bool("bias"));
    }

    static RmsNorm MakeRmsNorm(Described a)
    {
        long[] shape = [.. a.Longs("normalized_shape")];
        bool affine = a.Bool("elementwise_affine");
        if (affine)
            a.Spend(shape);
        return new RmsNorm(shape, a.Double("epsilon"), affine);
    }

    static Bilinear MakeBilinear(Described a)
    {
        long first = a.Long("in1_features", 1), second = a.Long("in2_features", 1), outputs = a.Long("out_features", 1);
        a.Spend(first, second, outputs);
        return new Bilinear(first, second, outputs, a.Bool("bias"));
    }

    static PRelu MakePRelu(Described a)
    {
        a.Spend(a.Int("count", 1));
        return new PRelu(a.Int("count"));
    }

    // A normalization without weights and statistics has nothing in the file: its size is bounded by its own channels.
    static int Features(Described a)
    {
        int features = a.Int("num_features", 1);
        if (a.Bool("affine") || a.Bool("track_running_statistics"))
            a.Spend(features);
        return features;
    }
}
