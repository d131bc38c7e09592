namespace Lamina.Tests.Tensors;

/// <summary>How tensors are printed: exact strings.</summary>
public sealed class FormatTests
{
    [Fact]
    public void Small_tensors_are_printed_whole()
    {
        Is("float32[] 3.142", Tensor.From((Scalar)Math.PI));
        Is("float32[3]\n[1, 2, 3]", Tensor.From([1f, 2, 3]));
        Is("int64[2, 3]\n[[ 0,  1,  2],\n [ 3,  4, 50]]", Tensor.From([[0L, 1, 2], [3, 4, 50]]));
        Is("bool[2]\n[ true, false]", Tensor.From([true, false]));
        Is("float32[2, 2]\n[[  1.50,  -2.25],\n [  0.00, 100.00]]", Tensor.From([[1.5f, -2.25f], [0, 100]]));
        Is("float32[0]\n[]", Tensor.Zeros([0]));
        Is("float32[2, 0]\n[[],\n []]", Tensor.Zeros([2, 0]));
        Is("float32[2, 1, 2]\n[[[0, 0]],\n\n [[0, 0]]]", Tensor.Zeros([2, 1, 2]));
        Is("uint8[2]\n[  7, 255]", Tensor.From([7L, 255]).To(DType.UInt8));
        Is("bfloat16[1]\n[0.5]", Tensor.From([0.5f]).To(DType.BFloat16));
    }

    [Fact]
    public void Numbers_have_four_digits_and_line_up()
    {
        Is("float64[3]\n[   0.1235,   12.3457, 1000.0000]", Tensor.From([0.123456, 12.345678, 1000.0]));
        Is("float32[2]\n[1e-05, 1e+00]", Tensor.From([1e-5f, 1]));
        Is("float64[2]\n[ 1.235e+08, -5.000e-01]", Tensor.From([123456789.0, -0.5]));
        Is("float32[4]\n[NaN,   ∞,  -∞,   1]", Tensor.From([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1]));
        Is("float32[1]\n[0.3333]", Tensor.From([1 / 3f]));
        Is("float32[1]\n[12345]", Tensor.From([12345f]));
        Is("float32[2]\n[0.0001, 0.0000]", Tensor.From([1e-4f, 0]));
    }

    [Fact]
    public void Long_tensors_are_abridged_and_short_axes_are_not()
    {
        Is("int64[1001]\n[   0,    1,    2, …,  998,  999, 1000]", Tensor.Arange(1001));
        Is("int64[2, 501]\n[[   0,    1,    2, …,  498,  499,  500],\n [ 501,  502,  503, …,  999, 1000, 1001]]", Tensor.Arange(1002).Reshape(2, 501));
        string[] lines = Tensor.Zeros([100, 100]).ToString().Split('\n');
        Assert.Equal(8, lines.Length);
        Assert.Equal(" …,", lines[4]);
        Assert.Equal(1000, Tensor.Arange(1000).ToString().Count(c => c == ',') + 1);
    }

    [Fact]
    public void Views_show_what_they_hold()
    {
        Tensor t = Tensor.Arange(6).Reshape(2, 3);
        Is("int64[3, 2]\n[[0, 3],\n [1, 4],\n [2, 5]]", t.T);
        Is("int64[2]\n[4, 5]", t[1, 1..]);
    }

    [Fact]
    public void A_debugger_shows_one_line()
    {
        Assert.Equal("int64[2, 3] [[0, 1, 2], [3, 4, 5]]", Tensor.Arange(6).Reshape(2, 3).DebuggerText);
        Assert.Equal("int64[10] [0, 1, 2, …, 7, 8, 9]", Tensor.Arange(10).DebuggerText);
        Assert.Equal("float32[] 2", Tensor.From((Scalar)2.0).DebuggerText);
    }

    static void Is(string expected, Tensor tensor) => Assert.Equal(expected, tensor.ToString());
}
