namespace Lamina.Onnx.Tests;

/// <summary>Elementary functions, remainders, orders and running sums, computed by ONNX Runtime and read back.</summary>
public sealed class MathExportTests
{
    static readonly Tensor X = Tensor.Randn([3, 5], generator: new Generator(1)), Y = Tensor.Randn([3, 5], generator: new Generator(2)) + 0.3;

    [Fact]
    public void Elementary_functions()
    {
        IsAs(
            x => [x[0].Sin() + x[0].Cos() + x[0].Tan(), (x[0].Tanh().Asin() + x[0].Tanh().Acos() + x[0].Atan()) * x[0].Sinh() / x[0].Cosh(), x[0].Ceiling() + x[0].Round() + (x[0] * 2).Truncate(),
                x[0].Abs().Log1p() + x[0].Expm1(), x[0].Abs().Log2() + x[0].Abs().Log10()],
            X);
    }

    [Fact]
    public void Remainders_and_lengths()
    {
        IsAs(x => [x[0].Fmod(x[1]), x[0].Remainder(x[1]), x[0].FloorDivide(x[1]), Tensor.Hypot(x[0], x[1])], X, Y);
        IsAs(x => [x[0].Remainder(x[1]), x[0].FloorDivide(x[1])], Tensor.From(-7L, 7, -7, 7, 6, 0), Tensor.From(3L, 3, -3, -3, 3, 5));
    }

    [Fact]
    public void Angles_on_all_sides()
    {
        IsAs(x => [Tensor.Atan2(x[0], x[1])], X, Y);
        IsAs(x => [Tensor.Atan2(x[0], x[1])], Tensor.From(0f, 0, 0, 2, -2, 1, -1), Tensor.From(0f, 3, -3, 0, -0f, -1, -1));
    }

    [Fact]
    public void Tests_of_numbers()
    {
        Tensor odd = Tensor.From(1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0).Reshape(1, 5);
        IsAs(x => [x[0].IsNaN().To(DType.Float32) + (2 * x[0].IsInfinite().To(DType.Float32)) + (4 * x[0].IsFinite().To(DType.Float32)), x[0].IsNaN().Any(1).To(DType.Float32) - x[0].IsFinite().All(0).To(DType.Float32)], odd);
    }

    [Fact]
    public void Orders_and_running_sums()
    {
        IsAs(
            x => [x[0].CumSum(1) + x[0].CumSum(0, reverse: true), x[0].Prod(1), x[0].Max(1).Values, x[0].ArgMax(1, keepDims: true).To(DType.Float32) + x[0].ArgMin(0).To(DType.Float32),
                x[0].Sort(1, descending: true).Values, x[0].TopK(2, 1).Indices.To(DType.Float32), x[0].ArgMax().To(DType.Float32), x[0].Triu(1) - x[0].Tril(-1)],
            X);
        IsAs(x => [x[0].OneHot(6), Tensor.Zeros([6]).ScatterAdd(0, x[0].Flatten(), x[0].Flatten().To(DType.Float32))], Tensor.From([[0L, 2, 5], [1, 2, 2]]));
    }

    static void IsAs(Func<Tensor[], Tensor[]> function, params Tensor[] inputs)
    {
        using ExportedModel model = new();
        Onnx.Export(model.FilePath, function, inputs);
        model.IsAs(function, inputs);
    }
}
