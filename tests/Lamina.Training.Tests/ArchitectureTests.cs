using System.Text.Json;
using System.Text.Json.Nodes;
using Lamina.Formats;
using Lamina.Keras;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

public class ArchitectureTests
{
    // Every argument differs from its default, so that one which is forgotten shows.
    static readonly Module<Tensor, Tensor>[] Layers =
    [
        new Identity(), new ActivityRegularization(), new Flatten(0, -2, [4, 3]), new Flatten(), new Linear(3, 4, bias: false), new CosineLinear(3, 4), new Conv1d(4, 6, 3, 2, Padding.Same, 2, 2, bias: false),
        new Conv2d(4, 6, (3, 2), (2, 1), (1, 2), (1, 2), 2, bias: false), new Conv2d(4, 6, 3, padding: Padding.Same),
        new Conv1d(4, 6, 3, paddingMode: PadMode.Circular), new Conv2d(4, 6, 3, paddingMode: PadMode.Reflect), new Conv3d(4, 6, (3, 1, 2), (1, 2, 3), (1, 0, 2), (2, 1, 1), 2, bias: false, PadMode.Replicate),
        new Conv3d(4, 6, 3, padding: Padding.Same), new ConvTranspose1d(4, 6, 3, 3, 1, 2, 2, bias: false, dilation: 2),
        new ConvTranspose3d(4, 6, (3, 2, 1), (3, 2, 1), (1, 0, 0), (2, 1, 0), 2, bias: false, dilation: (1, 1, 2)), new SeparableConv1d(4, 6, 3, 2, Padding.Same, 2, 3, bias: false),
        new SeparableConv2d(4, 6, (3, 2), (2, 1), (1, 2), (1, 2), 3, bias: false), new Unfold((3, 2), (1, 2), (1, 0), (2, 1)), new Fold((4, 5), (3, 2), (1, 2), (1, 0), (2, 1)),
        new ConvTranspose2d(4, 6, (3, 2), (3, 2), (1, 0), (2, 1), 2, bias: false, dilation: (1, 2)), new GroupNorm(2, 4, 1e-3, affine: false), new GroupNorm(2, 4),
        new MaxPool2d((3, 2), (2, 1), (1, 0), (1, 2), ceilMode: true), new AvgPool2d((3, 2), (2, 1), (1, 0), ceilMode: true, countIncludePad: false),
        new AdaptiveAvgPool2d(null, 3), new BatchNorm1d(3, 1e-3, null, affine: false, trackRunningStatistics: true),
        new BatchNorm2d(3, 1e-3, 0.2, affine: true, trackRunningStatistics: false), new LayerNorm([2, 3], 1e-3, elementwiseAffine: true, bias: false),
        new LayerNorm([3], 1e-3, elementwiseAffine: false), new Dropout(0.3, inputShape: [5]), new Relu(), new Relu6(), new LeakyRelu(0.2), new PRelu(3), new Elu(0.5), new Celu(0.5), new Selu(), new Gelu(tanh: true),
        new Silu(), new Mish(), new Sigmoid(), new LogSigmoid(), new Tanh(), new Softplus(2, 10), new Softsign(), new Hardsigmoid(), new Hardswish(),
        new Embedding(7, 3, 2, [6]), new Softmax(1), new LogSoftmax(-2), new Hardtanh(-2, double.PositiveInfinity),
        new SequenceOutput(new Lstm(3, 4, 2, bias: false, batchFirst: true, dropout: 0.25, bidirectional: true)), new LastOutput(new Gru(3, 4, 2)),
        new LastOutput(new Rnn(3, 4, 1, RnnActivation.Sigmoid)),
        new BatchNorm3d(3, 1e-3, 0.2, affine: true, trackRunningStatistics: false), new InstanceNorm1d(3, 1e-3, 0.2, affine: true), new InstanceNorm2d(3, 1e-3, 0.2, trackRunningStatistics: true), new InstanceNorm3d(3),
        new LocalResponseNorm(5, 0.1, 0.5, 2), new RmsNorm([2, 3], 1e-3), new RmsNorm([3], elementwiseAffine: false), new Unflatten(1, 2, -1),
        new Dropout1d(0.3), new Dropout2d(0.3), new Dropout3d(0.3), new AlphaDropout(0.3), new FeatureAlphaDropout(0.3), new StochasticDepth(0.3, wholeBatch: true), new DropBlock2d(0.3, 5, 1e-3),
        new Softshrink(0.3), new Hardshrink(0.3), new Tanhshrink(), new Threshold(0.3, -2), new Glu(1), new SwiGlu(1), new Maxout(3, 2), new RRelu(0.1, 0.2), new Softmin(1), new Softmax2d(), new Sparsemax(1),
        new Embedding(7, 3, maxNorm: 2, normType: 1, maskZero: true), new FractionalMaxPool2d((3, 2), (4, 5)), new FractionalMaxPool3d(2, outputRatio: 0.6),
        new LastOutput(new Lstm(3, 4, projectionSize: 2)), new EinsumDense("abc,cd->abd", [-1, 3], Activation.Relu, "d", [5, 4]), new EinsumDense("...x,xy->...y", [3]),
        new EmbeddingBag(7, 3, BagMode.Max, 2, 1.5, 1, includeLastOffset: true), new EmbeddingBag(7, 3), new LearnedPositions(5, 4, batchFirst: true), new SinusoidalPositions(4, 9, batchFirst: true),
        new RotaryPositions(4, 9, 100, interleaved: true), new TransformerEncoderLayer(4, 2, 6, 0.2, TransformerActivation.Gelu, 1e-3, true, true, false, 1, new RotaryPositions(2, 8)), Encoder(null),
        Encoder(new LayerNorm([4], 1e-3)), new Bidirectional(new LSTM(3, returnSequences: true), MergeMode.Ave, [5, 2]), new Bidirectional(new SimpleRNN(3, Activation.Relu)),
        new ConvLSTM2D(2, (3, 2), (2, 1), Padding.Same, (1, 2), Activation.Relu, Activation.HardSigmoid, useBias: false, returnSequences: true, [4, 6, 6, 3]),
        new TimeDistributed(new Sequential(new Dense(3, inputShape: [4]), new Relu()), [5, 4]),
        new MaxPool1d(3, 2, 1, 2, ceilMode: true), new MaxPool3d((3, 2, 4), (2, 1, 3), (1, 0, 2), (1, 2, 3), ceilMode: true), new AvgPool1d(3, 2, 1, ceilMode: true, countIncludePad: false),
        new AvgPool3d((3, 2, 4), (2, 1, 3), (1, 0, 2), ceilMode: true, countIncludePad: false, divisorOverride: 5), new AvgPool2d(2, divisorOverride: 3),
        new LpPool1d(3, 2, 4, ceilMode: true), new LpPool2d(1.5, (3, 2), (1, 2), ceilMode: true), new LpPool3d(2, (1, 2, 3), (3, 2, 1), ceilMode: true),
        new AdaptiveAvgPool1d(5), new AdaptiveAvgPool3d(null, 3, 2), new AdaptiveMaxPool1d(5), new AdaptiveMaxPool2d(3, null), new AdaptiveMaxPool3d(2, null, 4),
        new ZeroPad1d(1, 2), new ZeroPad2d(1, 2, 3, 4), new ZeroPad3d(1, 2, 3, 4, 5, 6), new ConstantPad1d(1, 2, 0.5), new ConstantPad2d(1, 2, 3, 4, 0.5), new ConstantPad3d(1, 2, 3, 4, 5, 6, 0.5),
        new ReflectionPad1d(1, 2), new ReflectionPad2d(1, 2, 3, 4), new ReflectionPad3d(1, 2, 3, 4, 5, 6), new ReplicationPad1d(1, 2), new ReplicationPad2d(1, 2, 3, 4), new ReplicationPad3d(1, 2, 3, 4, 5, 6),
        new CircularPad1d(1, 2), new CircularPad2d(1, 2, 3, 4), new CircularPad3d(1, 2, 3, 4, 5, 6), new PixelShuffle(2), new PixelUnshuffle(3), new ChannelShuffle(4),
        new Upsample([1.5, 2], InterpolationMode.Linear, alignCorners: true), new Upsample([3, 4], InterpolationMode.Cubic),
    ];

    static readonly Module[] Pairs = [new Bilinear(2, 3, 4, bias: false), new CosineSimilarity(2, 1e-3), new PairwiseDistance(3, 1e-3, keepDims: true), new AdaptiveLogSoftmaxWithLoss(8, 20, [4, 8], 2, headBias: true),
        new Keras.Attention(true, AttentionScore.Concat, 0.25), new AdditiveAttention(true, 0.25, [3, 4]), new AdditiveAttention(false), new GroupQueryAttention(3, 4, 2, 0.25, useBias: false), Grouped()];

    static GroupQueryAttention Grouped()
    {
        GroupQueryAttention layer = new(3, 4, 2);
        layer.Forward(Tensor.Ones([1, 2, 5]), Tensor.Ones([1, 3, 6]));
        return layer;
    }

    static TransformerEncoder Encoder(LayerNorm? norm)
    {
        int width = 3;
        return new TransformerEncoder(() => new TransformerEncoderLayer(4, 2, width++), 2, norm);
    }

    internal static Described Read(JsonObject json, long elements = 1000)
    {
        using JsonDocument document = JsonDocument.Parse(json.ToJsonString());
        return new Described("file", "model.json", document.RootElement.Clone(), new ElementBudget(elements));
    }

    [Fact]
    public void Every_layer_comes_back_with_all_its_arguments()
    {
        Module<Tensor, Tensor> made = Architecture.Make(Read(Architecture.Write(new Sequential(Layers)), elements: 8000));
        Sequential chain = Assert.IsType<Sequential>(made);
        Assert.Equal(Layers.Length, chain.Count);
        for (int i = 0; i < Layers.Length; i++)
            Alike(Layers[i], chain[i]);
    }

    static void Alike(Module a, Module b)
    {
        Assert.Equal(a.GetType(), b.GetType());
        foreach (System.Reflection.PropertyInfo property in a.GetType().GetProperties().Where(property => property.Name is not nameof(Module.IsTraining)))
        {
            if (property.GetIndexParameters().Length > 0)
                continue;
            (object? first, object? second) = (property.GetValue(a), property.GetValue(b));
            if (first is Module part)
                Alike(part, Assert.IsAssignableFrom<Module>(second));
            else if (first is IEnumerable<Module> parts)
                Assert.All(parts.Zip((IEnumerable<Module>)second!), pair => Alike(pair.First, pair.Second));
            else
                Assert.True(first is StateTensor x ? second is StateTensor y && x.Shape == y.Shape : first is IEnumerable<long> sizes ? sizes.SequenceEqual((IEnumerable<long>)second!) : first is IEnumerable<double> list ? list.SequenceEqual((IEnumerable<double>)second!) : Equals(first, second), $"{a}.{property.Name}");
        }

        Assert.Equal(a.StateDict().Keys, b.StateDict().Keys);
    }

    [Fact]
    public void Layers_of_two_tensors_come_back_with_all_their_arguments()
    {
        foreach (Module pair in Pairs)
        {
            LayerForm form = LayerForms.Of(pair.GetType())!;
            Module made = form.Make(Read(form.Write(pair)));
            Assert.Equal(pair.ToString(), made.ToString());
            Assert.Equal(form.Write(pair).ToJsonString(), form.Write(made).ToJsonString());
        }

        // Where one tensor is taken they are refused.
        FileFormatException error = Assert.Throws<FileFormatException>(() => Architecture.Make(Read(Architecture.Write(Pairs[1]))));
        Assert.Contains("does not take one tensor", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_put_on_weights_comes_back()
    {
        Sequential chain = new(new Linear(4, 3), new Keras.Dense(2, inputShape: [3]), new ConvTranspose2d(2, 3, 3));
        WeightNorm.Apply(chain, "0.weight", axis: null);
        SpectralNorm.Apply(chain, "1.weight", iterations: 2, epsilon: 1e-6);
        SpectralNorm.Apply(chain, "2.weight");
        WeightNorm.Apply(chain, "2.bias");
        Module<Tensor, Tensor> made = Architecture.Make(Read(Architecture.Write(chain)));
        Assert.Equal(chain.StateDict().Keys, made.StateDict().Keys);
        Assert.Equal(chain.StateDict().Values.Select(tensor => tensor.Shape), made.StateDict().Values.Select(tensor => tensor.Shape));
        Assert.Equal(Architecture.Write(chain).ToJsonString(), Architecture.Write(made).ToJsonString());
    }

    [Fact]
    public void Every_layer_of_one_tensor_has_a_name_in_files()
    {
        Type[] missing = [.. typeof(Linear).Assembly.GetExportedTypes().Where(type =>
            !type.IsAbstract && type.IsAssignableTo(typeof(Module<Tensor, Tensor>)) && type != typeof(Sequential) && LayerForms.Of(type) is null)];
        Assert.Empty(missing);
        Type[] waiting = [typeof(Keras.Functional), typeof(Keras.Lambda)];
        Assert.DoesNotContain(typeof(Keras.Dense).Assembly.GetExportedTypes(), type => !type.IsAbstract && type.IsAssignableTo(typeof(Module)) && !waiting.Contains(type) && LayerForms.Of(type) is null);
        Assert.All(typeof(Linear).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(Module<Tensor, Tensor>)) && type != typeof(Sequential)),
            type => Assert.Contains(Layers, layer => layer.GetType() == type));
    }

    [Fact]
    public void A_layer_that_stands_in_two_places_stays_one()
    {
        Relu relu = new();
        Linear linear = new(2, 2);
        Sequential chain = (Sequential)Architecture.Make(Read(Architecture.Write(new Sequential(linear, new Sequential(relu, linear), relu))));
        Assert.Same(chain[0], ((Sequential)chain[1])[1]);
        Assert.Same(chain[2], ((Sequential)chain[1])[0]);
    }

    [Fact]
    public void A_description_cannot_ask_for_more_than_its_file_holds()
    {
        foreach (JsonObject layer in (JsonObject[])
        [
            new() { ["layer"] = "Linear", ["in_features"] = 100, ["out_features"] = 11, ["bias"] = true },
            new() { ["layer"] = "Linear", ["in_features"] = long.MaxValue, ["out_features"] = long.MaxValue, ["bias"] = true },
            new() { ["layer"] = "PRelu", ["count"] = int.MaxValue },
            new() { ["layer"] = "Embedding", ["count"] = 1000, ["dimension"] = 1000 },
            new() { ["layer"] = "SinusoidalPositions", ["dimension"] = int.MaxValue, ["length"] = int.MaxValue, ["batch_first"] = true },
            new() { ["layer"] = "LearnedPositions", ["length"] = 1001, ["dimension"] = 1, ["batch_first"] = true },
            new() { ["layer"] = "keras.Bidirectional", ["recurrent"] = new JsonObject { ["layer"] = "Relu" }, ["merge_mode"] = "Sum" },
            new() { ["layer"] = "Flatten", ["start_axis"] = 1, ["end_axis"] = -1, ["input_shape"] = new JsonArray(-2, 3) },
            new() { ["layer"] = "LayerNorm", ["normalized_shape"] = new JsonArray(1000, 1000), ["epsilon"] = 1e-5, ["elementwise_affine"] = true, ["bias"] = true },
            new() { ["layer"] = "LayerNorm", ["normalized_shape"] = new JsonArray(-5), ["epsilon"] = 1e-5, ["elementwise_affine"] = true, ["bias"] = true },
            new() { ["layer"] = "Linear", ["in_features"] = -1, ["out_features"] = 2, ["bias"] = true },
            new() { ["layer"] = "Linear", ["in_features"] = 2.5, ["out_features"] = 2, ["bias"] = true },
            new() { ["layer"] = "Linear", ["in_features"] = 2, ["out_features"] = 2 },
            new() { ["layer"] = "System.Diagnostics.Process" },
            new() { ["layer"] = "Dropout", ["p"] = 7 },
            new() { ["layer"] = "shared", ["path"] = "3" },
            new() { ["layer"] = 5 },
        ])
        {
            FileFormatException error = Assert.Throws<FileFormatException>(() => Architecture.Make(Read(layer)));
            Assert.StartsWith("file: model.json", error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void Losses_metrics_and_optimizers_come_back_with_all_their_settings()
    {
        Tensor weight = Tensor.From(1f, 2f, 0.1f);
        Loss[] losses =
        [
            Loss.MeanSquaredError(Reduction.Sum), Loss.HalfMeanSquaredError(), Loss.MeanAbsoluteError(), Loss.Huber(0.5), Loss.SmoothL1(0.25), Loss.KullbackLeibler(logTarget: true, Reduction.BatchMean),
            Loss.BinaryCrossEntropy(weight, 0.1, 1e-7), Loss.BinaryCrossEntropyWithLogits(0.1, weight, weight), Loss.CategoricalCrossEntropy(true, 0.1, weight, 2), Loss.SparseCategoricalCrossEntropy(true, 0.1, weight, -1),
            Loss.SparseCategoricalCrossEntropy(), Loss.CrossEntropy(weight, -7, 0.1), Loss.NegativeLogLikelihood(weight, -7),
            Loss.LogCosh(), Loss.CosineSimilarity(Reduction.None), Loss.MeanAbsolutePercentageError(0.5), Loss.MeanSquaredLogarithmicError(0.5), Loss.PoissonNegativeLogLikelihood(false, true, 0.5), Loss.Hinge(),
            Loss.SquaredHinge(), Loss.CategoricalHinge(), Loss.SoftMargin(), Loss.HingeEmbedding(0.5), Loss.MultiLabelMargin(), Loss.MultiLabelSoftMargin(weight), Loss.MultiMargin(2, 0.5, weight),
            Loss.ArcFace(0.25, 32), Loss.InfoNce(0.5, true), Loss.Circle(8, 0.25, false), Loss.CategoricalGeneralizedCrossEntropy(0.75), Loss.BinaryFocalCrossEntropy(true, 1.5, 0.25, 0.1), Loss.BinaryFocalCrossEntropy(), Loss.CategoricalFocalCrossEntropy(true, 1.5, 0.5, 0.1),
            Loss.Dice(true, 0.5), Loss.Tversky(0.25, 0.75, true), Loss.GeneralizedIou(0.5), Loss.DistanceIou(0.5), Loss.CompleteIou(0.5), Loss.CtcWithLogits(3, true),
        ];
        foreach (Loss loss in losses)
        {
            JsonObject written = LossForms.Write(loss)!;
            Loss read = LossForms.Make(Read((JsonObject)written.DeepClone()));
            Assert.Equal(loss.GetType(), read.GetType());
            Assert.Equal(written.ToJsonString(), LossForms.Write(read)!.ToJsonString());
        }

        Assert.Empty(typeof(Loss).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Loss)) && !type.IsAbstract && type.Name != "FunctionLoss").Except(losses.Select(loss => loss.GetType())));

        foreach (Metric metric in (Metric[])[Metric.Accuracy, Metric.TopK(3), Metric.BinaryAccuracy(0.25), Metric.MeanAbsoluteError, Metric.MeanSquaredError, Metric.RootMeanSquaredError])
        {
            JsonObject written = MetricForms.Write(metric)!;
            Assert.Equal(written.ToJsonString(), MetricForms.Write(MetricForms.Make(Read((JsonObject)written.DeepClone())))!.ToJsonString());
        }

        Linear module = new(2, 3);
        foreach (Optimizer optimizer in (Optimizer[])
        [
            new Sgd(0.1, 0.9, 0, true, 0.01), new Adam(0.1, 0.8, 0.9, 1e-6, 0.01, true), new AdamW(0.1, 0.8, 0.9, 1e-6, 0.02, true),
            new RmsProp(0.1, 0.9, 1e-6, true, 0.5, 0.01), new Adagrad(0.1, 0.01, 0.02, 0.5, 1e-6),
            new Adadelta(0.5, 0.8, 1e-5, 0.1), new Adamax(0.1, 0.8, 0.9, 1e-6, 0.01), new NAdam(0.1, 0.8, 0.9, 1e-6, 0.01, 0.02), new RAdam(0.1, 0.8, 0.9, 1e-6, 0.01),
            new Rprop(0.1, 0.4, 1.3, 1e-5, double.PositiveInfinity), new Asgd(0.1, 1e-3, 0.5, 10, 0.01), new Lion(0.1, 0.8, 0.9, 0.01), new Ftrl(0.1, -0.4, 0.2, 0.01, 0.02, 0.03, 0.04),
            new AdamWScheduleFree(0.1, 0.8, 0.9, 1e-6, 0.01, 7), new Lars(0.1, 0.8, 0.01, 0.02, false), new Lamb(0.1, 0.8, 0.9, 1e-5, 0.02, false), new Adafactor(0.1, -0.7, 1e-6, 1e-2, 2, 0.01),
            new Muon(0.1, 0.2, 0.8, false, 4, 1e-6), new Lbfgs(0.1, 5, null, 1e-6, 1e-8, 7, true), new Lbfgs(0.1, 5, 9), new Lookahead(new Adam(0.3), 4, 0.7), new SparseAdam(0.1, 0.8, 0.9, 1e-6),
        ])
        {
            optimizer.Attach(module.Parameters());
            Optimizer read = OptimizerForms.Make(Read((JsonObject)OptimizerForms.Write(optimizer, module)!.DeepClone()), module);
            Assert.Equal(optimizer.GetType(), read.GetType());
            Assert.Equal(optimizer.Groups[0].Settings, read.Groups[0].Settings);
            Assert.Equal(optimizer.Groups[0].Parameters, read.Groups[0].Parameters);
            if (optimizer is Lookahead lookahead)
                Assert.Equal((lookahead.Settings, lookahead.Inner.GetType()), (((Lookahead)read).Settings, ((Lookahead)read).Inner.GetType()));
        }

        static bool IsOptimizer(Type type) => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract;
        Assert.Equal(21, typeof(Optimizer).Assembly.GetTypes().Count(IsOptimizer));
    }
}
