using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>EinsumDense against plain loops and Dense.</summary>
public sealed class EinsumDenseTests
{
    [Fact]
    public void Outputs_are_those_of_loops()
    {
        EinsumDense layer = new("abc,cde->abde", [-1, 3, 2], Activation.Tanh, "de", [4, 5]);
        layer.To(DType.Float64);
        Assert.Equal([5, 3, 2], layer.Weight!.Shape);
        Assert.Equal([3, 2], layer.Bias!.Shape);
        Assert.Equal(["weight", "bias"], layer.StateDict().Keys);
        layer.Bias.Load(Tensor.Randn([3, 2], DType.Float64, new Generator(2)));
        Tensor x = Tensor.Randn([2, 4, 5], DType.Float64, new Generator(1)), y = layer.Forward(x);
        Assert.Equal([2, 4, 3, 2], y.Shape);
        Assert.Equal([4, 3, 2], layer.OutputShapeOf([4, 5]));
        for (int a = 0; a < 2; a++)
        {
            for (int b = 0; b < 4; b++)
            {
                for (int de = 0; de < 6; de++)
                {
                    (int d, int e) = (de / 2, de % 2);
                    double sum = layer.Bias.Value[d, e].ToDouble() + Enumerable.Range(0, 5).Sum(c => x[a, b, c].ToDouble() * layer.Weight.Value[c, d, e].ToDouble());
                    Assert.Equal(Math.Tanh(sum), y[a, b, d, e].ToDouble(), 1e-12);
                }
            }
        }
    }

    // Equation, output shape, bias, a sample of the input; kernel, bias and output as Keras has them.
    [Theory]
    [InlineData("ab,bc->ac", new long[] { 64 }, "c", new long[] { 32 }, new long[] { 32, 64 }, new long[] { 64 }, new long[] { 64 })]
    [InlineData("abc,cd->abd", new long[] { -1, 64 }, "d", new long[] { 8, 32 }, new long[] { 32, 64 }, new long[] { 64 }, new long[] { 8, 64 })]
    [InlineData("abc,cd->abd", new long[] { -1, 64 }, "bd", new long[] { 8, 32 }, new long[] { 32, 64 }, new long[] { 8, 64 }, new long[] { 8, 64 })]
    [InlineData("abc,de->abc", new long[] { 1, 2 }, null, new long[] { 1, 2 }, null, null, null)]
    [InlineData("...x,xy->...y", new long[] { 64 }, "y", new long[] { 3, 8, 32 }, new long[] { 32, 64 }, new long[] { 64 }, new long[] { 3, 8, 64 })]
    [InlineData("ab...,bc->ac...", new long[] { 64 }, "c", new long[] { 32, 3, 4 }, new long[] { 32, 64 }, new long[] { 64, 1, 1 }, new long[] { 64, 3, 4 })]
    [InlineData("abc,abde->ade", new long[] { 3, 4 }, null, new long[] { 5, 6 }, null, null, null)]
    [InlineData("abcd,cde->abe", new long[] { -1, 7 }, "be", new long[] { 2, 3, 4 }, new long[] { 3, 4, 7 }, new long[] { 2, 7 }, new long[] { 2, 7 })]
    public void Shapes_are_those_of_Keras(string equation, long[] output, string? biasAxes, long[] sample, long[]? weight, long[]? bias, long[]? result)
    {
        if (weight is null)
        {
            // The kernel would have a letter of unknown size, or an axis for each sample of the batch: the latter is of no use, as the batch has any size.
            Assert.Throws<ShapeException>(() => new EinsumDense(equation, output, biasAxes: biasAxes, inputShape: [.. sample]).Forward(Tensor.Ones([2, .. sample])));
            return;
        }

        EinsumDense layer = new(equation, output, biasAxes: biasAxes);
        Tensor y = layer.Forward(Tensor.Ones([2, .. sample]));
        Assert.Equal(Shape.Create(weight), layer.Weight!.Shape);
        Assert.Equal(Shape.Create(bias!), layer.Bias!.Shape);
        Assert.Equal([2, .. result!], y.Shape);
    }

    [Fact]
    public void It_is_a_dense_layer_where_the_equation_says_so()
    {
        Dense dense = new(3, Activation.Relu, inputShape: [4]);
        dense.Layer!.Bias!.Load(Tensor.Randn([3], generator: new Generator(1)));
        EinsumDense einsum = new("...x,xy->...y", [3], Activation.Relu, "y", [4]);
        einsum.Weight!.Load(dense.Layer.Weight.Value.T.Contiguous());
        einsum.Bias!.Load(dense.Layer.Bias.Value);
        foreach (long[] shape in (long[][])[[5, 4], [2, 3, 4], [2, 3, 2, 4]])
        {
            Tensor x = Tensor.Randn(shape, generator: new Generator(2));
            Assert.True((dense.Forward(x) - einsum.Forward(x)).Abs().Max().ToDouble() < 1e-5);
        }

        // Glorot's bound is that of Keras' fans.
        float bound = (float)Math.Sqrt(6.0 / ((20 + 30) * 2));
        EinsumDense stacked = new("ahb,hbc->ahc", [2, 30], inputShape: [2, 20]);
        float[] values = stacked.Weight!.Value.ToArray<float>();
        Assert.All(values, value => Assert.InRange(value, -bound, bound));
        Assert.True(values.Max() > 0.9 * bound);
    }

    [Fact]
    public void Equations_and_inputs_that_do_not_fit_are_refused()
    {
        foreach (string equation in (string[])["ab,bc", "abbc->ac", "ab,bc,cd->ad", "ab,b...->a", "a...b,bc->ac", "ab,bc->...c"])
            Assert.Contains(equation, Assert.Throws<ShapeException>(() => new EinsumDense(equation, [3])).Message, StringComparison.Ordinal);
        Assert.Contains("\"z\"", Assert.Throws<ShapeException>(() => new EinsumDense("ab,bc->ac", [3], biasAxes: "z")).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new EinsumDense("ab,bc->ac", [0]));
        Assert.Throws<ShapeException>(() => new EinsumDense("ab,bc->ac", [-1], inputShape: [4]));
        EinsumDense layer = new("abc,cd->abd", [-1, 3]);
        layer.Forward(Tensor.Ones([2, 4, 5]));
        Assert.Equal([7, 6, 3], layer.Forward(Tensor.Ones([7, 6, 5])).Shape);
        Assert.Contains("[5, 3]", Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Ones([2, 4, 6]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Ones([2, 5])));
    }
}
