namespace Lamina.Tests.Tensors;

public sealed class CreationTests
{
    [Fact]
    public void An_array_alone_is_a_vector_and_several_are_rows()
    {
        float[] floats = [1, 2, 3];
        double[] doubles = [1, 2, 3];
        long[] longs = [1, 2, 3];
        int[] ints = [1, 2, 3];
        bool[] bools = [true, false, true];
        foreach ((Tensor tensor, DType dtype) in new[]
        {
            (Tensor.From(floats), DType.Float32), (Tensor.From(doubles), DType.Float64), (Tensor.From(longs), DType.Int64), (Tensor.From(ints), DType.Int32), (Tensor.From(bools), DType.Bool),
        })
        {
            Assert.Equal([3], tensor.Shape);
            Assert.Equal(dtype, tensor.DType);
        }

        Assert.Equal([2, 3], Tensor.From(floats, floats).Shape);
        Assert.Equal([2, 1], Tensor.From([[1f], [2f]]).Shape);
        Assert.Equal([2], Tensor.From([1f, 2f]).Shape);
        Assert.Equal([1, 3], Tensor.From([floats]).Shape);
        Assert.Equal([1f, 2f, 3f], Tensor.From(floats).ToArray<float>());
    }
}
