using Lamina.NN;
using Lamina.Storage;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class SummaryTests
{
    [Fact]
    public void Flops_and_memory_are_those_of_the_formulas()
    {
        ModelSummary summary = new Sequential(new Linear(8, 16), new Relu(), new Linear(16, 3)).Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true)).Summary([5, 8]);
        int parameters = (9 * 16) + (17 * 3);
        Assert.Equal(4 * parameters, summary.GradientBytes);
        Assert.Equal(8 * parameters, summary.OptimizerBytes); // Two moments.
        SummaryRow[] rows = [.. summary.Rows];
        Assert.InRange(rows[1].Flops, 2 * 5 * 8 * 16, (2 * 5 * 8 * 16) + (5 * 16));
        Assert.Equal(5 * 16, rows[2].Flops);
        Assert.InRange(rows[3].Flops, 2 * 5 * 16 * 3, (2 * 5 * 16 * 3) + (5 * 3));
        Assert.Equal(rows.Sum(row => row.Flops), summary.Flops);

        // The output of relu, which its own gradient and that of the second layer's weight need.
        Assert.Equal(4 * 5 * 16, summary.ActivationBytes);
        string text = summary.ToString();
        Assert.Contains("training: parameters", text, StringComparison.Ordinal);
        Assert.Contains("activations 0.31 KiB for a batch of 5", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Frozen_parameters_need_neither_gradient_nor_state()
    {
        Linear first = new(8, 16);
        first.Freeze();
        ModelSummary summary = new Sequential(first, new Relu(), new Linear(16, 3)).Compile(new Sgd(0.1), Loss.SparseCategoricalCrossEntropy(fromLogits: true)).Summary([5, 8]);
        Assert.Equal(4 * 17 * 3, summary.GradientBytes);
        Assert.Equal(0, summary.OptimizerBytes);
        Assert.Equal(4 * 5 * 16, summary.ActivationBytes);
        Assert.Equal(4 * 17 * 3, new Sequential(first, new Linear(16, 3)).Compile(new Sgd(0.1, momentum: 0.9), Loss.SparseCategoricalCrossEntropy(fromLogits: true)).Summary([5, 8]).OptimizerBytes);
    }

    [Fact]
    public void The_graph_shows_both_ways_around_a_residual_block()
    {
        LayerGraph graph = new Sequential(new Linear(8, 8), new Around(), new Linear(8, 2)).Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true)).Summary([1, 8]).Graph!;
        Assert.Equal(["input", "0", "1.inner", "1", "2"], graph.Nodes.Select(node => node.Name == "input" ? "input" : node.Path));
        Assert.Equal([(0, 1), (1, 2), (1, 3), (2, 3), (3, 4)], graph.Edges);
        Assert.Equal([true, true, false, true], graph.Nodes.Skip(1).Select(node => node.IsLayer));
        Assert.Equal([1, 2], graph.Nodes[^1].Output.Shape.ToArray());
        string dot = graph.ToDot();
        Assert.Contains("n1 -> n3;", dot, StringComparison.Ordinal);
        Assert.Contains("0: Linear", dot, StringComparison.Ordinal);
    }

    [Fact]
    public void The_memory_of_training_is_within_a_fifth_of_what_is_then_measured()
    {
        foreach ((string name, Func<Sequential> make, Tensor x) in new (string, Func<Sequential>, Tensor)[]
        {
            ("MLP", () => new Sequential(new Linear(300, 256), new Relu(), new Linear(256, 256), new Relu(), new Linear(256, 10)), Tensor.Randn([700, 300])),
            ("CNN", () => new Sequential(new Conv2d(3, 16, 3, padding: Padding.Same), new BatchNorm2d(16), new Relu(), new Conv2d(16, 16, 3, padding: Padding.Same), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(16 * 144, 10)), Tensor.Randn([100, 3, 24, 24])),
            ("LSTM", () => new Sequential(new Embedding(500, 32), new LastOutput(new Lstm(32, 64, layers: 2, batchFirst: true)), new Linear(64, 10)), Tensor.RandInt([96, 30], 0, 500)),
        })
        {
            Tensor y = Tensor.RandInt([x.Shape[0]], 0, 10);
            ModelSummary summary = make().Compile(new Adam(), Loss.CrossEntropy()).Summary(x);
            long before = Lent();
            Model model = make().Compile(new Adam(), Loss.CrossEntropy());
            model.Module.Train();
            Step step = Capture.Step(model.TrainStep);
            step.Run(x, y);
            Lent();
            BufferPool.Shared.ForgetPeak();
            for (int i = 0; i < 3; i++)
                step.Run(x, y);
            double measured = BufferPool.Shared.PeakLentBytes - before, forecast = summary.TrainingBytes!.Value;
            Assert.Null(step.WhyEager);
            Assert.True(forecast / measured is > 0.8 and < 1.2, FormattableString.Invariant($"{name}: forecast {forecast:N0}, measured {measured:N0}, {forecast / measured:0.000}"));
            GC.KeepAlive(model);
        }

        static long Lent()
        {
            BufferPool.Shared.Trim();
            return BufferPool.Shared.LentBytes;
        }
    }

    [Fact]
    public void A_summary_says_when_training_does_not_fit_and_leaves_the_model_as_it_was()
    {
        Model model = Problems.Cnn(dropout: true).Compile(new Adam(), Loss.CrossEntropy());
        (Tensor x, Tensor y) = Problems.Bars(12).ReadAll();
        model.AddGradient(x, y);
        string before = Problems.Hash(model);
        float[] gradient = model.Module.Parameters()[0].Grad!.ToArray<float>();
        GeneratorState random = Generator.Default.State;
        ModelSummary summary = model.Summary(x);
        Assert.Equal(before, Problems.Hash(model));
        Assert.Equal(random, Generator.Default.State);
        Assert.Equal(gradient, model.Module.Parameters()[0].Grad!.ToArray<float>());
        Assert.True(summary.StepBytes > summary.ActivationBytes / 2);
        Assert.DoesNotContain("does not fit", summary.Text(1 << 30), StringComparison.Ordinal);
        Assert.Contains("does not fit into the 1 KiB of this machine: take a smaller batch", summary.Text(1024), StringComparison.Ordinal);
        Assert.Null(model.Summary().TrainingBytes);
    }

    sealed class Around : Module<Tensor, Tensor>
    {
        public Linear Inner { get; } = new(8, 8);

        public override Tensor Forward(Tensor input) => input + Inner.Call(input);
    }
}
