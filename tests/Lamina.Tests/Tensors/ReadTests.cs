using System.Numerics.Tensors;

namespace Lamina.Tests.Tensors;

/// <summary>Values in and out: arrays and spans of any rank and type, reading without a copy, destinations that are too short.</summary>
public sealed class ReadTests
{
    [Fact]
    public void Arrays_of_every_type_keep_their_rank_values_and_order()
    {
        Array[] arrays =
        [
            Cube(i => (float)i), Cube(i => (double)i), Cube(i => (Half)i), Cube(i => (BFloat16)(float)i), Cube(i => (long)i),
            Cube(i => i), Cube(i => (short)i), Cube(i => (sbyte)i), Cube(i => (byte)i), Cube(i => i % 2 == 1),
        ];
        Assert.Equal(Enum.GetValues<DType>(), arrays.Select(a => Tensor.From(a).DType));
        foreach (Array array in arrays)
        {
            Tensor tensor = Tensor.From(array);
            Assert.Equal([2, 3, 4], tensor.Shape);
            Assert.Equal(Enumerable.Range(0, 24).Select(i => tensor.DType == DType.Bool ? i % 2 : (double)i), tensor.ToArray<double>());
        }

        Tensor deep = Tensor.From(new int[2, 1, 3, 1, 2] { { { { { 0, 1 } }, { { 2, 3 } }, { { 4, 5 } } } }, { { { { 6, 7 } }, { { 8, 9 } }, { { 10, 11 } } } } });
        Assert.Equal([2, 1, 3, 1, 2], deep.Shape);
        Assert.Equal(9, deep[1, 0, 1, 0, 1].ToInt64());
        Assert.Equal([2, 0, 3], Tensor.From(new float[2, 0, 3]).Shape);
        string refused = Assert.Throws<DTypeException>(() => Tensor.From(new decimal[1, 1])).Message;
        Assert.Contains("Decimal[,]", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_span_is_copied_whatever_its_strides()
    {
        float[] values = [0, 1, 2, 3, 4, 5];
        Tensor whole = Tensor.From(new ReadOnlyTensorSpan<float>(values, [2, 3]));
        Assert.Equal([2, 3], whole.Shape);
        Assert.Equal(values, whole.ToArray<float>());
        Tensor columns = Tensor.From(new ReadOnlyTensorSpan<float>(values, [3, 2], [1, 3]));
        Assert.Equal([3, 2], columns.Shape);
        Assert.Equal([0, 3, 1, 4, 2, 5], columns.ToArray<float>());
        values[0] = 9;
        Assert.Equal(0, whole.ToArray<float>()[0]);
    }

    [Fact]
    public void Reading_shows_the_values_in_order_and_only_in_their_own_type()
    {
        Tensor t = Tensor.Arange(6).Reshape(2, 3);
        Assert.Equal(15, t.Read<long, long>(values => values.ToArray().Sum()));
        Assert.Equal([0, 3, 1, 4, 2, 5], t.T.Read<long, long[]>(values => values.ToArray()));
        Assert.Equal([4, 5], t[1, 1..].Read<long, long[]>(values => values.ToArray()));
        Assert.Equal([2, 1, 0], t[0].Flip().Read<long, long[]>(values => values.ToArray()));
        Assert.Equal([7, 7, 7], Tensor.From([7f]).Expand([3]).Read<float, float[]>(values => values.ToArray()));
        Assert.Equal(0, Tensor.Zeros([0, 3]).Read<float, int>(values => values.Length));
        string refused = Assert.Throws<DTypeException>(() => t.Read<float, float>(values => values[0])).Message;
        Assert.All((string[])["Read", "int64[2, 3]", "float32", "`To`"], part => Assert.Contains(part, refused, StringComparison.Ordinal));
    }

    [Fact]
    public void Values_are_copied_out_in_row_major_order_and_converted()
    {
        Tensor t = Tensor.From([[1.5, -2.5], [300, double.NaN]]);
        double[] longer = [9, 9, 9, 9, 9, 9];
        t.T.CopyTo<double>(longer.AsSpan(1));
        Assert.Equal([9, 1.5, 300, -2.5, double.NaN, 9], longer);
        byte[] bytes = new byte[4];
        t.CopyTo<byte>(bytes);
        Assert.Equal([1, 0, 255, 0], bytes);
        string refused = Assert.Throws<ShapeException>(() => t.CopyTo<double>(new double[3])).Message;
        Assert.All((string[])["CopyTo", "4 values", "float64[2, 2]", "3 places"], part => Assert.Contains(part, refused, StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_element_is_read_as_a_number()
    {
        foreach (DType dtype in Enum.GetValues<DType>())
        {
            foreach (Shape shape in (Shape[])[[], [1], [1, 1]])
            {
                Assert.True(Tensor.Ones(shape, dtype).ToBoolean());
                Assert.False(Tensor.Zeros(shape, dtype).ToBoolean());
                Assert.Equal((1.0, 1f, 1), (Tensor.Ones(shape, dtype).ToDouble(), Tensor.Ones(shape, dtype).ToSingle(), Tensor.Ones(shape, dtype).ToInt64()));
            }
        }

        Assert.True(Tensor.From(0.25f).ToBoolean());
        Assert.Contains("float32[2]", Assert.Throws<ShapeException>(() => Tensor.Ones([2]).ToBoolean()).Message, StringComparison.Ordinal);
    }

    static T[,,] Cube<T>(Func<int, T> value)
    {
        T[,,] cube = new T[2, 3, 4];
        for (int i = 0; i < 24; i++)
            cube[i / 12, i / 4 % 3, i % 4] = value(i);
        return cube;
    }
}
