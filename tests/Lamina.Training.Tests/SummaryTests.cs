using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(Alone.Name)]
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

    sealed class Around : Module<Tensor, Tensor>
    {
        public Linear Inner { get; } = new(8, 8);

        public override Tensor Forward(Tensor input) => input + Inner.Call(input);
    }
}
