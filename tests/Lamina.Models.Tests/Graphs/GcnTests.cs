using Lamina.Models.Graphs;

namespace Lamina.Models.Tests.Graphs;

/// <summary>The graph network is its formula, and takes features that are kept dense or sparse.</summary>
public sealed class GcnTests
{
    // 0 – 1 – 2, and 3 alone.
    static readonly Tensor Links = Tensor.From([[0L, 1, 1, 2], [1, 0, 2, 1]]);

    [Fact]
    public void A_graph_is_normalized_by_the_roots_of_its_degrees()
    {
        double side = 1 / Math.Sqrt(6);
        double[] expected = [1 / 2.0, side, 0, 0, side, 1 / 3.0, side, 0, 0, side, 1 / 2.0, 0, 0, 0, 0, 1];
        double[] found = GraphConvolution.Propagation(Links, 4).ToDense().ToArray<double>();
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-7);
    }

    [Fact]
    public void Links_that_come_twice_or_lead_to_themselves_count_once()
    {
        Tensor more = Tensor.From([[0L, 1, 1, 2, 0, 2], [1, 0, 2, 1, 1, 2]]);
        Assert.Equal(GraphConvolution.Propagation(Links, 4).ToDense().ToArray<float>(), GraphConvolution.Propagation(more, 4).ToDense().ToArray<float>());
    }

    [Fact]
    public void Logits_are_the_formula()
    {
        Gcn net = new(5, 3, hidden: 4);
        net.Eval();
        SparseMatrix graph = GraphConvolution.Propagation(Links, 4);
        Tensor x = Tensor.Randn([4, 5]).Relu();
        double[,] a = Matrix(graph.ToDense()), hidden = Product(a, Product(Matrix(x), Matrix(net.First.Weight.Value)));
        for (int i = 0; i < hidden.GetLength(0); i++)
        {
            for (int j = 0; j < hidden.GetLength(1); j++)
                hidden[i, j] = Math.Max(0, hidden[i, j]);
        }

        double[,] expected = Product(a, Product(hidden, Matrix(net.Second.Weight.Value)));
        double[] dense = net.Call(x, graph).ToArray<double>(), sparse = net.Forward(SparseMatrix.From(x), graph).ToArray<double>(), matrix = net.Forward(x, graph.ToDense()).ToArray<double>();
        for (int i = 0; i < dense.Length; i++)
        {
            Assert.Equal(expected[i / 3, i % 3], dense[i], 1e-5);
            Assert.Equal(expected[i / 3, i % 3], sparse[i], 1e-5);
            Assert.Equal(expected[i / 3, i % 3], matrix[i], 1e-5);
        }
    }

    [Fact]
    public void Features_of_another_width_and_links_that_lead_nowhere_are_refused()
    {
        SparseMatrix graph = GraphConvolution.Propagation(Links, 4);
        Assert.Contains("[nodes, 5]", Assert.Throws<ShapeException>(() => new Gcn(5, 3).Call(Tensor.Zeros([4, 6]), graph)).Message, StringComparison.Ordinal);
        Assert.Contains("there are 2", Assert.Throws<IndexException>(() => GraphConvolution.Propagation(Links, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("[2, links]", Assert.Throws<ShapeException>(() => GraphConvolution.Propagation(Tensor.Zeros([3, 2], DType.Int64), 2)).Message, StringComparison.Ordinal);
    }

    static double[,] Matrix(Tensor x)
    {
        double[] values = x.ToArray<double>();
        double[,] matrix = new double[x.Shape[0], x.Shape[1]];
        for (int i = 0; i < values.Length; i++)
            matrix[i / x.Shape[1], i % x.Shape[1]] = values[i];
        return matrix;
    }

    static double[,] Product(double[,] a, double[,] b)
    {
        double[,] c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < c.GetLength(0); i++)
        {
            for (int j = 0; j < c.GetLength(1); j++)
            {
                for (int k = 0; k < b.GetLength(0); k++)
                    c[i, j] += a[i, k] * b[k, j];
            }
        }

        return c;
    }
}
