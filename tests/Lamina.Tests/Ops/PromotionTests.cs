using Lamina.Ops;

namespace Lamina.Tests.Ops;

/// <summary>Type promotion is PyTorch's, as docs/dtypes.md writes it down.</summary>
public sealed class PromotionTests
{
    static readonly DType[] Order =
        [DType.UInt8, DType.Int8, DType.Int16, DType.Int32, DType.Int64, DType.Float16, DType.BFloat16, DType.Float32, DType.Float64, DType.Bool];

    // torch.promote_types of PyTorch 1.13, row by row in the order above.
    static readonly string[] Expected =
    [
        "uint8 int16 int16 int32 int64 float16 bfloat16 float32 float64 uint8",
        "int16 int8 int16 int32 int64 float16 bfloat16 float32 float64 int8",
        "int16 int16 int16 int32 int64 float16 bfloat16 float32 float64 int16",
        "int32 int32 int32 int32 int64 float16 bfloat16 float32 float64 int32",
        "int64 int64 int64 int64 int64 float16 bfloat16 float32 float64 int64",
        "float16 float16 float16 float16 float16 float16 float32 float32 float64 float16",
        "bfloat16 bfloat16 bfloat16 bfloat16 bfloat16 float32 bfloat16 float32 float64 bfloat16",
        "float32 float32 float32 float32 float32 float32 float32 float32 float64 float32",
        "float64 float64 float64 float64 float64 float64 float64 float64 float64 float64",
        "uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 bool",
    ];

    [Fact]
    public void Two_tensors_with_axes_promote_by_the_table()
    {
        for (int i = 0; i < Order.Length; i++)
            Assert.Equal(Expected[i], string.Join(' ', Order.Select(right => DTypes.Promote(Order[i], right).Name())));
    }

    [Fact]
    public void A_single_number_raises_the_kind_only()
    {
        Assert.Equal(DType.Float32, (Ones(DType.Float32, [2]) + Ones(DType.Float64, [])).DType);
        Assert.Equal(DType.Float16, (Ones(DType.Float16, [2]) * Ones(DType.Float32, [])).DType);
        Assert.Equal(DType.Int8, (Ones(DType.Int64, []) + Ones(DType.Int8, [2])).DType);
        Assert.Equal(DType.Float64, (Ones(DType.Int32, [2]) + Ones(DType.Float64, [])).DType);
        Assert.Equal(DType.Int64, (Ones(DType.Int64, []) + Ones(DType.Int32, [])).DType);
    }

    [Fact]
    public void A_bare_number_takes_on_the_dtype_of_the_tensor_unless_its_kind_is_above()
    {
        Assert.Equal(DType.BFloat16, (Ones(DType.BFloat16, [2]) * 2.5).DType);
        Assert.Equal(DType.Int16, (Ones(DType.Int16, [2]) * 2).DType);
        Assert.Equal(DType.Float32, (Ones(DType.Int64, [2]) * 2.5).DType);
        Assert.Equal(DType.Int64, (Ones(DType.Bool, [2]) + 1).DType);
        Assert.Equal(DType.Float32, (Ones(DType.Bool, [2]) + 1.0).DType);
    }

    [Fact]
    public void Real_functions_of_integers_give_float32()
    {
        Assert.Equal(DType.Float32, Ones(DType.Int64, [2]).Exp().DType);
        Assert.Equal(DType.Float32, (Ones(DType.Int64, [2]) / Ones(DType.Int64, [2])).DType);
        Assert.Equal(DType.Float16, Ones(DType.Float16, [2]).Sigmoid().DType);
        Assert.Equal(DType.Int8, Ones(DType.Int8, [2]).Square().DType);
        Assert.Equal(DType.UInt8, Ones(DType.UInt8, [2]).Pow(3).DType);
        Assert.Equal(DType.Float32, Ones(DType.UInt8, [2]).Pow(0.5).DType);
        Assert.Equal(DType.Int32, Ones(DType.Int32, [2]).Floor().DType);
        Assert.Equal(DType.Int32, Ones(DType.Int32, [2]).Clamp(0, 3).DType);
        Assert.Equal(DType.Float32, Ones(DType.Int32, [2]).Clamp(0, 3.5).DType);
        Assert.Equal(DType.Int64, Ones(DType.UInt8, [2]).Sum().DType);
    }

    [Fact]
    public void What_is_written_in_place_keeps_its_dtype_and_refuses_a_higher_kind()
    {
        Assert.Equal(DType.Float32, Ones(DType.Float32, [2]).AddInPlace(Ones(DType.Float64, [2])).DType);
        Assert.Throws<DTypeException>(() => Ones(DType.Int32, [2]).AddInPlace(0.5));
        Assert.Throws<DTypeException>(() => Ones(DType.Int32, [2]).DivideInPlace(2));
        Assert.Throws<DTypeException>(() => Ones(DType.Int32, [2]).ClampInPlace(max: 0.5));
        Assert.Throws<DTypeException>(() => Ones(DType.Int32, [2]).FillInPlace(0.5));
    }

    static Tensor Ones(DType dtype, Shape shape) => Tensor.Ones(shape, dtype);
}
