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

    [Fact]
    public void Convolution_promotes_input_weight_and_bias_and_takes_a_float()
    {
        // A digit that float32 does not hold shows in which dtype the sum was made.
        const double Fine = 1 + 1e-12;
        Tensor weight = Tensor.Full([1, 1, 1, 1], Fine, DType.Float64);
        Assert.Equal(Fine, Only(Ones(DType.Float32, [1, 1, 1, 1]).Conv2d(weight), DType.Float64));
        Assert.Equal(Fine, Only(weight.Conv2d(Ones(DType.Float32, [1, 1, 1, 1])), DType.Float64));
        Assert.Equal(Fine, Only(Ones(DType.Float32, [1, 1, 1]).Conv1d(weight.Squeeze(2)), DType.Float64));
        Assert.Equal(1 + Fine, Only(Ones(DType.Float32, [1, 1, 1, 1]).Conv2d(Ones(DType.Float32, [1, 1, 1, 1]), Tensor.Full([1], Fine, DType.Float64)), DType.Float64));
        Assert.Equal(Fine, Only(Ones(DType.Float32, [1, 1, 1, 1]).ConvTranspose2d(weight), DType.Float64));
        Assert.Equal(1 + Fine, Only(Ones(DType.Float32, [1, 1, 1, 1]).ConvTranspose2d(Ones(DType.Float32, [1, 1, 1, 1]), Tensor.Full([1], Fine, DType.Float64)), DType.Float64));
        Assert.Throws<DTypeException>(() => Ones(DType.Int64, [1, 1, 1, 1]).ConvTranspose2d(Ones(DType.Int64, [1, 1, 1, 1])));
        Assert.Equal(3, Only(Tensor.Full([1, 1, 1, 1], 3, DType.UInt8).Conv2d(Ones(DType.Float16, [1, 1, 1, 1])), DType.Float16));
        Assert.Equal(1, Only(Ones(DType.BFloat16, [1, 1, 1, 1]).Conv2d(Ones(DType.Float16, [1, 1, 1, 1])), DType.Float32));
        string refused = Assert.Throws<DTypeException>(() => Ones(DType.Int64, [1, 1, 1, 1]).Conv2d(Ones(DType.Int32, [1, 1, 1, 1]))).Message;
        Assert.All((string[])["conv2d", "int64", "int32", "`To("], part => Assert.Contains(part, refused, StringComparison.Ordinal));

        // Each keeps its own dtype in the gradient.
        Tensor x = Ones(DType.Float32, [1, 1, 1, 1]).RequireGrad(), w = weight.Clone().RequireGrad();
        (Tensor dx, Tensor dw) = x.Conv2d(w).Sum().Gradients(x, w);
        Assert.Equal([DType.Float32, DType.Float64], [dx.DType, dw.DType]);
    }

    [Fact]
    public void Products_promote()
    {
        foreach (DType left in Order)
        {
            foreach (DType right in Order)
            {
                Tensor a = Ones(left, [2, 2]), b = Ones(right, [2, 2]);
                Tensor[] products = left == DType.Bool && right == DType.Bool ? [] : [a.MatMul(b), a.Linear(b), Tensor.Einsum("ij,jk->ik", a, b)];
                Assert.All(products, product => Assert.Equal(DTypes.Promote(left, right), product.DType));
            }
        }
    }

    [Fact]
    public void Pooling_keeps_a_float_and_gives_float32_for_the_rest()
    {
        foreach (DType dtype in Order)
        {
            Tensor x = Tensor.Ones([1, 1, 3, 3], dtype);
            foreach (Tensor pooled in (Tensor[])[x.MaxPool2d(2), x.AvgPool2d(2), x.AdaptiveAvgPool2d(2, 2), x.AdaptiveAvgPool2d(1, 1)])
                Assert.Equal(dtype.ToFloating(), pooled.DType);
        }
    }

    [Fact]
    public void A_recurrent_sequence_promotes_all_that_it_is_given()
    {
        Tensor gates = Ones(DType.Float32, [2, 1, 4]), weight = Ones(DType.Float64, [4, 1]), state = Ones(DType.Float32, [1, 1]);
        (Tensor output, Tensor hidden, Tensor cell) = gates.LstmSequence(weight, state, state);
        Assert.All((Tensor[])[output, hidden, cell], t => Assert.Equal(DType.Float64, t.DType));
        (output, hidden, cell) = gates.To(DType.Float64).LstmSequence(weight, state, state);
        Assert.Equal(output.ToArray<double>(), gates.LstmSequence(weight, state, state).Output.ToArray<double>());
        Assert.Equal(DType.Float64, gates.LstmSequence(weight.To(DType.Float32), state, state.To(DType.Float64)).Output.DType);
        Assert.Equal(DType.Float64, Ones(DType.Float16, [2, 1, 3]).GruSequence(Ones(DType.Float32, [3, 1]), Ones(DType.Float64, [3]), state).Output.DType);
        Assert.Equal(DType.Float32, Ones(DType.Float16, [2, 1, 1]).RnnSequence(Ones(DType.Float16, [1, 1]), state).Output.DType);
        Assert.Equal(DType.BFloat16, Ones(DType.BFloat16, [2, 1, 1]).RnnSequence(Ones(DType.BFloat16, [1, 1]), state.To(DType.BFloat16)).Output.DType);
        string refused = Assert.Throws<DTypeException>(() => Ones(DType.Int64, [2, 1, 1]).RnnSequence(Ones(DType.Int64, [1, 1]), Ones(DType.Int64, [1, 1]))).Message;
        Assert.All((string[])["rnn_tanh_sequence", "int64", "`To("], part => Assert.Contains(part, refused, StringComparison.Ordinal));
    }

    static double Only(Tensor tensor, DType dtype)
    {
        Assert.Equal(dtype, tensor.DType);
        return tensor.ToDouble();
    }

    static Tensor Ones(DType dtype, Shape shape) => Tensor.Ones(shape, dtype);
}
