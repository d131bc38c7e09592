using Lamina.Data;
using Lamina.NN;
using Lamina.Training;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Graphs of layers.</summary>
public sealed class FunctionalTests
{
    static Functional Residual()
    {
        Input picture = new([8, 8, 3]);
        Node x = new Conv2D(4, 3, Activation.Relu, Padding.Same).Of(picture);
        Node y = x + new BatchNormalization().Of(new Conv2D(4, 3, padding: Padding.Same).Of(x));
        return new Functional(picture, new Dense(5).Of(new GlobalAveragePooling2D().Of(y)));
    }

    [Fact]
    public void A_graph_with_a_branch_computes_what_the_layers_compute_one_by_one()
    {
        Functional network = Residual();
        Assert.Equal("Functional([8, 8, 3] → [5])", network.ToString());
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias", "2.running_mean", "2.running_var", "2.num_batches_tracked", "5.weight", "5.bias"], network.StateDict().Keys);
        Assert.Equal([typeof(Conv2D), typeof(Conv2D), typeof(BatchNormalization), typeof(Add), typeof(GlobalAveragePooling2D), typeof(Dense)], network.Layers.Select(layer => layer.GetType()));
        Tensor x = Tensor.Randn([2, 8, 8, 3]).RequireGrad(), z = x.Detach().RequireGrad();
        T Layer<T>(int place)
            where T : Module => network.Get<T>($"{place}");
        Tensor first = Layer<Conv2D>(0).Forward(z);
        Tensor expected = Layer<Dense>(5).Forward(Layer<GlobalAveragePooling2D>(4).Forward(first + Layer<BatchNormalization>(2).Forward(Layer<Conv2D>(1).Forward(first))));
        Tensor y = network.Forward(x);
        Assert.Equal(expected.ToArray<float>(), y.ToArray<float>());
        y.Square().Sum().Backward();
        expected.Square().Sum().Backward();
        Assert.Equal(z.Grad!.ToArray<float>(), x.Grad!.ToArray<float>());
        Assert.All(network.Parameters(), parameter => Assert.NotNull(parameter.Grad));
        Assert.True(network.IsBuilt());
        Assert.True(network.IsTraining);
        Assert.All(network.Modules(), part => Assert.True(part.IsTraining));
    }

    [Fact]
    public void A_shared_layer_has_one_set_of_weights_and_several_inputs_come_in_order()
    {
        Input left = new([6]), right = new([6]);
        Dense tower = new(4, Activation.Tanh);
        Node a = tower.Of(left), b = tower.Of(right);
        Node joined = new Concatenate().Of(a, b, left);
        Functional network = new([left, right], [new Dense(1).Of(joined), new Dot(1, normalize: true).Of(a, b)]);
        Assert.Equal([14], joined.Shape);
        Assert.Equal((6 * 4) + 4 + 14 + 1, network.ParameterCount);
        Tensor x = Tensor.Randn([3, 6]), y = Tensor.Randn([3, 6]);
        IReadOnlyList<Tensor> results = network.ForwardAll(x, y);
        Tensor u = tower.Forward(x), v = tower.Forward(y);
        Assert.Equal(network.Get<Dense>("2").Forward(Tensor.Concatenate([u, v, x], 1)).ToArray<float>(), results[0].ToArray<float>());
        Assert.Equal([3, 1], results[1].Shape);
        Assert.Equal(Tensor.CosineSimilarity(u, v).ToArray<float>(), results[1].ToArray<float>(), (p, q) => Math.Abs(p - q) < 1e-6);
        Assert.Contains("has 2 inputs and 2 outputs. Call it with ForwardAll.", Assert.Throws<ModuleException>(() => network.Forward(x)).Message, StringComparison.Ordinal);
        Assert.Contains("takes 2 inputs; got 1", Assert.Throws<ShapeException>(() => network.ForwardAll(x)).Message, StringComparison.Ordinal);
        Assert.Contains("takes samples of [6] at input 1", Assert.Throws<ShapeException>(() => network.ForwardAll(x, Tensor.Ones([3, 5]))).Message, StringComparison.Ordinal);
        Assert.Null(network.InputSpec);
    }

    [Fact]
    public void A_part_of_a_graph_is_a_network_of_its_own_with_the_same_weights_and_networks_are_layers()
    {
        Input x = new([5]);
        Node middle = new Dense(4, Activation.Relu).Of(x), output = new Dense(2).Of(middle);
        Functional whole = new(x, output), encoder = new(x, middle), decoder = new(middle, output);
        Input other = new([5]);
        Functional chained = new(other, decoder.Of(encoder.Of(other)));
        Tensor batch = Tensor.Randn([3, 5]);
        Assert.Equal(whole.Forward(batch).ToArray<float>(), decoder.Forward(encoder.Forward(batch)).ToArray<float>());
        Assert.Equal(whole.Forward(batch).ToArray<float>(), chained.Forward(batch).ToArray<float>());
        Assert.Equal(["0.0.weight", "0.0.bias", "1.0.weight", "1.0.bias"], chained.StateDict().Keys);

        // Layers of Lamina.NN, and a function.
        Input tokens = new([7], DType.Int64);
        Node sequence = new Embedding(10, 3).Of(tokens);
        Functional mixed = new(tokens, new Lambda(t => t.Mean(1)).Of(sequence) * new Linear(3, 3).Of(new Lambda(t => t.Sum(1)).Of(sequence)) - new Identity().Of(new Lambda(t => t.Amax(1)).Of(sequence)));
        Assert.Equal([2, 3], mixed.Forward(Tensor.RandInt([2, 7], 0, 10)).Shape);
        Assert.Equal(new TensorSpec(DType.Int64, [7]), mixed.InputSpec);
        Node pair = new Bilinear(3, 5, 2).Of(new Lambda(t => t.Mean(1)).Of(sequence), x);
        Assert.Equal([2], pair.Shape);
    }

    [Fact]
    public void What_is_no_graph_is_refused_with_the_reason()
    {
        Input a = new([3]), b = new([4]);
        Node sum = new Dense(2).Of(a) + new Dense(2).Of(b);
        void Fails(string what, Action make)
        {
            string message = Assert.ThrowsAny<LaminaException>(make).Message;
            Assert.True(message.Contains(what, StringComparison.Ordinal), message);
        }

        Fails("depends on Input([4]), which is not among the inputs", () => _ = new Functional(a, sum));
        Fails("no output depends on the input Input([4])", () => _ = new Functional([a, b], [new Dense(2).Of(a)]));
        Fails("is named twice", () => _ = new Functional([a, a], [new Dense(2).Of(a)]));
        Fails("at least one input and one output", () => _ = new Functional([a], []));
        Fails("Dense(2) needs", () => new Dense(2, inputShape: [7]).Of(a));
        Fails("made [] of one sample", () => new Lambda(x => x.Sum()).Of(a));
        Fails("merges two inputs or more; got 1", () => new Add().Of(a));
        Fails("merges two inputs; got 3", () => new Subtract().Of(a, a, a));
        Fails("add", () => new Add().Of(a, b));
        Fails("as many axes each", () => new Concatenate().Of(a, new Input([4, 3])));
        Assert.Equal([4, 3], new Add().Of(a, new Input([4, 3])).Shape);
        Fails("takes samples of [3]", () => new Functional(a, new Dense(2).Of(a)).Forward(Tensor.Ones([2, 4])));
    }

    [Fact]
    public void A_deep_graph_needs_no_deep_stack()
    {
        Input x = new([2]);
        Node y = x;
        Relu relu = new();
        for (int i = 0; i < 5000; i++)
            y = relu.Of(y);
        Functional network = new(x, y);
        Assert.Single(network.Layers);
        Assert.Equal([0f, 3f], network.Forward(Tensor.From(-1f, 3f).Unsqueeze(0)).ToArray<float>());
    }

    [Fact]
    public void It_compiles_trains_saves_and_goes_on_as_any_network()
    {
        Tensor.Seed(1);
        Input picture = new([28, 28, 1]);
        Node x = new Conv2D(6, 3, Activation.Relu, strides: 2).Of(picture);
        Node y = new Conv2D(6, 3, Activation.Relu, Padding.Same).Of(x);
        Node merged = new Concatenate().Of(new GlobalAveragePooling2D().Of(x), new GlobalAveragePooling2D().Of(x + y), new Flatten().Of(new MaxPooling2D(4).Of(y)));
        Functional network = new(picture, new Dense(10).Of(new Dropout(0.1).Of(merged)));
        Model model = network.Compile(new Adam(0.005), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy);
        Assert.Equal(network.ParameterCount, model.Summary().Rows.Sum(row => row.Parameters));
        Assert.All(model.Summary().Rows.Where(row => row.Parameters > 0), row => Assert.NotNull(row.Output));

        // The pictures come with the channels last, as the input says.
        ArrayDataset train = ArrayDataset.From(Digits.Generate(960, seed: 0)), more = ArrayDataset.From(Digits.Generate(320, seed: 5));
        History history = model.Fit(train, epochs: 3, verbose: Verbosity.Silent);
        Assert.True(history.Epochs[^1].Metrics["loss"] < 0.7 * history.Epochs[0].Metrics["loss"]);
        string path = Path.Combine(Path.GetTempPath(), $"lamina-keras-{Guid.NewGuid():N}.lamina");
        try
        {
            model.Save(path);
            Model loaded = Model.Load(path);
            Functional again = Assert.IsType<Functional>(loaded.Module);
            Assert.Equal(network.ToString(), again.ToString());
            Assert.Equal(network.Layers.Select(layer => layer.ToString()), again.Layers.Select(layer => layer.ToString()));
            Assert.Equal(network.StateDict().Keys, again.StateDict().Keys);
            Tensor batch = Tensor.Randn([5, 28, 28, 1], generator: new Generator(6));
            Assert.Equal(model.Predict(batch).ToArray<float>(), loaded.Predict(batch).ToArray<float>());
            foreach (Model goesOn in new[] { model, loaded })
                goesOn.Fit(more, verbose: Verbosity.Silent);
            Assert.Equal(network.StateDict().Values.SelectMany(t => t.ToArray<float>()), again.StateDict().Values.SelectMany(t => t.ToArray<float>()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Captured_training_has_the_bits_of_eager_training()
    {
        float[] Trained(bool captured)
        {
            Tensor.Seed(3);
            Functional network = Residual();
            Model model = network.Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true));
            Generator generator = new(4);
            model.Fit(Tensor.Randn([64, 8, 8, 3], generator: generator), Tensor.RandInt([64], 0, 5, generator: generator), epochs: 2, verbose: Verbosity.Silent, captured: captured);
            return [.. network.StateDict().Values.SelectMany(tensor => tensor.ToArray<float>())];
        }

        Assert.Equal(Trained(false), Trained(true));
    }
}
