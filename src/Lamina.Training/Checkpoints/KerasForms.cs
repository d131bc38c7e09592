using System.Text.Json.Nodes;
using Lamina.Keras;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>The layers of Lamina.Keras that a file may name. Each has the shape it was built for, so that it is built when it is read.</summary>
internal static class KerasForms
{
    public static IReadOnlyList<LayerForm> All { get; } =
    [
        new LayerForm<Input>(
            "keras.Input",
            x => Write(x, ("dtype", x.InputSpec!.Value.DType.Name())),
            a => new Input(InputShape(a) ?? throw a.Fault("an Input has no shape"), a.Has("dtype") ? a.DType("dtype") : DType.Float32)),
        new LayerForm<Dense>("keras.Dense", x => Write(x, ("units", x.Units), ("activation", Name(x.Activation)), ("use_bias", x.UseBias)), MakeDense),
        new LayerForm<EinsumDense>(
            "keras.EinsumDense",
            x => Write(x, ("equation", x.Equation), ("output_shape", Numbers.Json(x.OutputSizes)), ("activation", Name(x.Activation)), ("bias_axes", x.BiasAxes)),
            MakeEinsumDense),
        new LayerForm<Conv2D>("keras.Conv2D", WriteConv2D, MakeConv2D),
        .. KerasConvolutionForms.All,
        new LayerForm<BatchNormalization>(
            "keras.BatchNormalization",
            x => Write(x, ("momentum", Numbers.Json(x.Momentum)), ("epsilon", Numbers.Json(x.Epsilon))),
            a => new BatchNormalization(a.Double("momentum"), a.Double("epsilon"), Spent(a, 4))),
        new LayerForm<LayerNormalization>("keras.LayerNormalization", x => Write(x, ("epsilon", Numbers.Json(x.Epsilon))), a => new LayerNormalization(a.Double("epsilon"), Spent(a, 2))),
        new LayerForm<SimpleRNN>(
            "keras.SimpleRNN",
            x => WriteRecurrent(x, ("activation", Name(x.Activation))),
            a => new SimpleRNN(Units(a, 1), Activation(a), a.Bool("return_sequences"), InputShape(a))),
        new LayerForm<LSTM>("keras.LSTM", x => WriteRecurrent(x), a => new LSTM(Units(a, 4), a.Bool("return_sequences"), InputShape(a))),
        new LayerForm<GRU>("keras.GRU", x => WriteRecurrent(x), a => new GRU(Units(a, 3), a.Bool("return_sequences"), InputShape(a))),
        new LayerForm<Reshape>("keras.Reshape", x => Write(x, ("target_shape", Numbers.Json(x.TargetShape))), a => new Reshape(a.Longs("target_shape"), InputShape(a))),
        new LayerForm<Permute>("keras.Permute", x => Write(x, ("dims", Numbers.Json(x.Dims.Select(axis => (long)axis)))), a => new Permute(a.Longs("dims").Select(axis => (int)Math.Clamp(axis, 0, int.MaxValue)), InputShape(a))),
        new PlainForm<Keras.Attention>("keras.Attention"),
        new PlainForm<AdditiveAttention>("keras.AdditiveAttention", a => Spent(a, 1)),
        new LayerForm<GroupQueryAttention>("keras.GroupQueryAttention", WriteGroupQuery, MakeGroupQuery),
        new PlainForm<RepeatVector>("keras.RepeatVector"),
        new PlainForm<Masking>("keras.Masking"),
        new PlainForm<GaussianNoise>("keras.GaussianNoise"),
        new PlainForm<GaussianDropout>("keras.GaussianDropout"),
        new PlainForm<SpatialDropout1D>("keras.SpatialDropout1D"),
        new PlainForm<SpatialDropout2D>("keras.SpatialDropout2D"),
        new PlainForm<SpatialDropout3D>("keras.SpatialDropout3D"),
        new PlainForm<Add>("keras.Add"),
        new PlainForm<Subtract>("keras.Subtract"),
        new PlainForm<Multiply>("keras.Multiply"),
        new PlainForm<Average>("keras.Average"),
        new PlainForm<Maximum>("keras.Maximum"),
        new PlainForm<Minimum>("keras.Minimum"),
        new PlainForm<Concatenate>("keras.Concatenate"),
        new PlainForm<Dot>("keras.Dot"),
        new LayerForm<Bidirectional>("keras.Bidirectional", x => Write(x, ("recurrent", Architecture.Write(x.ForwardLayer)), ("merge_mode", x.MergeMode.ToString())), MakeBidirectional),
        new LayerForm<ConvLSTM2D>("keras.ConvLSTM2D", WriteConvLSTM2D, MakeConvLSTM2D),
        new LayerForm<TimeDistributed>(
            "keras.TimeDistributed", x => new() { ["module"] = Architecture.Write(x.Layer), ["input_shape"] = Numbers.Json(x.InputSpec) }, a => new TimeDistributed(Architecture.Make(a.Object("module")), InputShape(a))),
    ];

    static JsonObject Write(KerasLayer layer, params ReadOnlySpan<(string Name, JsonNode? Value)> arguments)
    {
        JsonObject result = [];
        foreach ((string name, JsonNode? value) in arguments)
            result[name] = value;
        result["input_shape"] = Numbers.Json(layer.InputSpec);
        return result;
    }

    static JsonObject WriteRecurrent(RecurrentKerasLayer x, params ReadOnlySpan<(string Name, JsonNode? Value)> arguments) =>
        Write(x, [("units", x.Units), ("return_sequences", x.ReturnSequences), .. arguments]);

    static JsonObject WriteConv2D(Conv2D x) => Write(
        x, ("filters", x.Filters), ("kernel_size", Numbers.Json(x.KernelSize)), ("activation", Name(x.Activation)), ("padding", Numbers.Json(x.Padding)), ("strides", Numbers.Json(x.Strides)),
        ("dilation_rate", Numbers.Json(x.DilationRate)), ("groups", x.Groups), ("use_bias", x.UseBias));

    static Conv2D MakeConv2D(Described a)
    {
        int filters = a.Int("filters", 1), groups = a.Int("groups", 1);
        Size2 kernel = a.Size2("kernel_size", 1);
        Shape? shape = InputShape(a);
        if (shape is { Rank: 3 } sample)
            a.Spend(sample[2] / groups, filters, kernel.Height, kernel.Width);
        return new Conv2D(filters, kernel, Activation(a), a.Padding("padding"), a.Size2("strides", 1), a.Size2("dilation_rate", 1), groups, a.Bool("use_bias"), shape);
    }

    static JsonObject WriteConvLSTM2D(ConvLSTM2D x) => Write(
        x, ("filters", x.Filters), ("kernel_size", Numbers.Json(x.KernelSize)), ("strides", Numbers.Json(x.Strides)), ("padding", Numbers.Json(x.Padding)), ("dilation_rate", Numbers.Json(x.DilationRate)),
        ("activation", Name(x.Activation)), ("recurrent_activation", Name(x.RecurrentActivation)), ("use_bias", x.UseBias), ("return_sequences", x.ReturnSequences));

    static ConvLSTM2D MakeConvLSTM2D(Described a)
    {
        int filters = a.Int("filters", 1);
        Size2 kernel = a.Size2("kernel_size", 1);
        Shape? shape = InputShape(a);
        if (shape is { Rank: 4 } sample)
        {
            a.Spend(4, sample[3], filters, kernel.Height, kernel.Width);
            a.Spend(4, filters, filters, kernel.Height, kernel.Width);
        }

        return new ConvLSTM2D(
            filters, kernel, a.Size2("strides", 1), a.Padding("padding"), a.Size2("dilation_rate", 1), Activation(a), Activation(a, "recurrent_activation"), a.Bool("use_bias"), a.Bool("return_sequences"), shape);
    }

    // The layer that runs backwards has the weights of the other once more.
    static Bidirectional MakeBidirectional(Described a)
    {
        RecurrentKerasLayer layer = Architecture.Make(a.Object("recurrent")) as RecurrentKerasLayer ?? throw a.Fault("'recurrent' is no recurrent layer");
        a.Spend(layer.ParameterCount);
        string mode = a.Text("merge_mode");
        return Enum.GetNames<MergeMode>().Contains(mode) ? new Bidirectional(layer, Enum.Parse<MergeMode>(mode), InputShape(a)) : throw a.Fault($"'{mode}' is no way to merge");
    }

    static Dense MakeDense(Described a)
    {
        int units = a.Int("units", 1);
        Shape? shape = InputShape(a);
        if (shape is { Rank: > 0 } sample)
            a.Spend(sample[^1], units);
        return new Dense(units, Activation(a), a.Bool("use_bias"), shape);
    }

    static JsonObject WriteGroupQuery(GroupQueryAttention x) => new()
    {
        ["head_dim"] = x.HeadDim,
        ["num_query_heads"] = x.NumQueryHeads,
        ["num_key_value_heads"] = x.NumKeyValueHeads,
        ["dropout"] = Numbers.Json(x.Dropout),
        ["use_bias"] = x.UseBias,
        ["query"] = Architecture.Write(x.Query),
        ["key"] = Architecture.Write(x.Key),
        ["value"] = Architecture.Write(x.Value),
        ["output"] = x.Output is null ? null : Architecture.Write(x.Output),
    };

    static GroupQueryAttention MakeGroupQuery(Described a)
    {
        EinsumDense Part(string name) => Architecture.Make(a.Object(name)) as EinsumDense ?? throw a.Fault($"'{name}' is no EinsumDense");
        (EinsumDense query, EinsumDense key, EinsumDense value, EinsumDense? output) = (Part("query"), Part("key"), Part("value"), a.Has("output") ? Part("output") : null);
        int headDim = a.Int("head_dim", 1), queryHeads = a.Int("num_query_heads", 1), keyHeads = a.Int("num_key_value_heads", 1);
        double dropout = a.Double("dropout");
        bool useBias = a.Bool("use_bias");
        try
        {
            return new GroupQueryAttention(headDim, queryHeads, keyHeads, dropout, useBias, query, key, value, output);
        }
        catch (LaminaException error)
        {
            throw a.Fault(error.Message.TrimEnd('.'), error);
        }
    }

    static EinsumDense MakeEinsumDense(Described a)
    {
        string equation = a.Text("equation");
        IReadOnlyList<long> output = a.Longs("output_shape");
        string? bias = a.Has("bias_axes") ? a.Text("bias_axes") : null;
        try
        {
            if (InputShape(a) is { } sample)
            {
                EinsumDenseShapes shapes = new EinsumDenseSizes(equation, [.. output], bias).Of(sample);
                a.Spend([.. shapes.Weight]);
                a.Spend([.. shapes.Bias ?? [1]]);
            }

            return new EinsumDense(equation, output, Activation(a), bias, InputShape(a));
        }
        catch (ShapeException error)
        {
            throw a.Fault(error.Message.TrimEnd('.'), error);
        }
    }

    static int Units(Described a, int gates)
    {
        int units = a.Int("units", 1);
        if (InputShape(a) is { Rank: 2 } sample)
        {
            a.Spend(gates, units, sample[1]);
            a.Spend(gates, units, units);
        }

        return units;
    }

    // Vectors of the last axis's size.
    static Shape? Spent(Described a, int vectors)
    {
        Shape? shape = InputShape(a);
        if (shape is { Rank: > 0 } sample)
            a.Spend(vectors, sample[^1]);
        return shape;
    }

    static Shape? InputShape(Described a) => a.OptionalShape("input_shape");

    static string Name(Activation activation) => activation.ToString();

    static Activation Activation(Described a, string argument = "activation")
    {
        string name = a.Text(argument);
        return Enum.GetNames<Activation>().Contains(name) ? Enum.Parse<Activation>(name) : throw a.Fault($"'{name}' is no activation that this version of Lamina knows");
    }
}
