using Lamina.Cpu;
using Lamina.Simd;

namespace Lamina.Tests.Ops;

/// <summary>Errors name the method that was called, the rule that is broken, what came, and the way out.</summary>
public sealed class ErrorTests
{
    [Fact]
    public void Sizes_that_cannot_be()
    {
        Tensor t = Tensor.Ones([2, 3]);
        Says<ShapeException>(() => t.Reshape(-1, -1), "Reshape", "[-1, -1]", "[2, 3]", "one size");
        Says<ShapeException>(() => t.Reshape(-2, 3), "Reshape", "[-2, 3]", "0 or more");
        Says<ShapeException>(() => t.Reshape(4, -1), "Reshape", "[2, 3]", "[4, -1]");
        Says<ShapeException>(() => t.Expand([-1, 3]), "[-1, 3]", "0 or more", "`Reshape`");
        Says<ShapeException>(() => Tensor.Zeros([-1]), "[-1]", "0 or more");
        Says<ShapeException>(() => Tensor.Permutation(-1), "Permutation", "-1", "0 or more");
    }

    [Fact]
    public void The_method_that_was_called_is_named_and_not_one_inside_it()
    {
        Tensor t = Tensor.Ones([2, 3]), index = Tensor.Zeros([2, 2], DType.Int64);
        Says<ShapeException>(() => t.TopK(4), "TopK", "[2, 3]", "4", "3");
        Says<ShapeException>(() => t.TopK(-1), "TopK", "-1");
        Says<ShapeException>(() => Tensor.Stack([]), "Stack", "at least one");
        Says<ShapeException>(() => Tensor.Concatenate([]), "Concatenate", "at least one");
        Says<ShapeException>(() => t.Scatter(1, index, t), "Scatter", "[2, 3]", "[2, 2]", "`Slice`");
        Says<ShapeException>(() => t.ScatterAdd(1, index, t), "ScatterAdd", "[2, 3]", "[2, 2]", "`Slice`");
    }

    [Fact]
    public void Convolution_says_which_rule_is_broken()
    {
        Tensor x = Tensor.Ones([1, 3, 5, 5]);
        Says<ShapeException>(() => x.Conv2d(Tensor.Ones([4, 1, 3, 3]), null, ConvSettings.Square(groups: 3)), "conv2d", "4 output channels", "3 groups");
        Says<ShapeException>(() => x.Conv2d(Tensor.Ones([4, 2, 3, 3])), "conv2d", "2 input channels", "[1, 3, 5, 5]");
        Says<ShapeException>(() => x.ConvTranspose2d(Tensor.Ones([3, 4, 3, 3]), null, ConvSettings.Square(groups: 2)), "conv_transpose2d", "3 input channels", "2 groups");
        Says<ShapeException>(() => x.ConvTranspose2d(Tensor.Ones([4, 3, 3, 3])), "conv_transpose2d", "4 input channels", "[1, 3, 5, 5]");
    }

    [Fact]
    public void A_dtype_that_is_not_taken_is_named_with_the_op()
    {
        Tensor truth = Tensor.From(true, false), whole = Tensor.From(1L, 2L), real = Tensor.From(1f, 2f);
        Says<DTypeException>(() => truth - truth, "subtract", "bool", "`LogicalXor`");
        Says<DTypeException>(() => truth.SubtractInPlace(truth), "subtract", "bool");
        Says<DTypeException>(() => truth - true, "subtract", "bool");
        Assert.Equal([0, -1], (truth - 1).ToArray<long>());
        Says<DTypeException>(() => real & real, "bitwise_and", "float32", "`To`");
        Says<DTypeException>(() => -truth, "negate", "bool");
        Says<DTypeException>(() => truth.Pow(truth), "pow", "bool", "`To`");
        Says<DTypeException>(() => truth.FloorDivide(truth), "floor_divide", "bool", "`To`");
        Says<DTypeException>(() => whole.AddInPlace(0.5), "add", "int64", "float32", "`To`");
        Says<DTypeException>(() => real.IndexSelect(0, real), "index_select", "float32", "`To(DType.Int64)`");
        Says<DTypeException>(() => Tensor.From(new decimal[1, 1]), "Decimal");
    }

    [Fact]
    public void Memory_that_is_not_there_is_an_error_of_its_own_with_the_amount()
    {
        Assert.Contains("4 EiB", Assert.Throws<MemoryException>(() => Tensor.Zeros([1L << 59], DType.Float64)).Message, StringComparison.Ordinal);
        MemoryException error = Assert.Throws<MemoryException>(() => Tensor.Zeros([1L << 47]));
        Assert.Contains("512 TiB", error.Message, StringComparison.Ordinal);
        Assert.Equal([1f, 1], Tensor.Ones([2]).ToArray<float>());
    }

    [Fact]
    public void Settings_from_the_environment_that_mean_nothing_are_refused()
    {
        Assert.Equal(SimdTier.Scalar, Tier.Asked("scalar"));
        Assert.Equal(SimdTier.Vector256, Tier.Asked("256"));
        Assert.Equal(SimdTier.Vector512, Tier.Asked(null));
        Assert.Equal(SimdTier.Vector512, Tier.Asked(""));
        Says<DeviceException>(() => Tier.Asked("banana"), "LAMINA_CPU", "'banana'", "scalar, 128, 256 or 512");
        Assert.Equal(3, Workers.Asked("3"));
        Assert.Equal(Environment.ProcessorCount, Workers.Asked(null));
        foreach (string wrong in (string[])["abc", "0", "-2", "1.5", "99999999999"])
            Says<DeviceException>(() => Workers.Asked(wrong), "LAMINA_THREADS", $"'{wrong}'", "1 or more");
    }

    static void Says<E>(Func<object?> call, params string[] parts)
        where E : LaminaException
    {
        string message = Assert.Throws<E>(() => { call(); }).Message;
        foreach (string part in parts)
            Assert.True(message.Contains(part, StringComparison.Ordinal), $"The error does not say '{part}': {message}");
    }
}
