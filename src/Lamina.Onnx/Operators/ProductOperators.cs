using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Matrix products and sums of products.</summary>
internal static class ProductOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Same("MatMul", call => Product(call.X(), call.X(1)));
        table.Same("Gemm", Gemm);
        table.Same("Einsum", call => Tensor.Einsum(call.Text("equation", "").Replace(" ", ""), [.. Enumerable.Range(0, call.Count).Select(call.X)]));
        table.Add("MatMulInteger", call => [new TensorValue(Product(Shifted(call, 0, 2), Shifted(call, 1, 3)).To(DType.Int32), ElementType.Int32)]);
    }

    /// <summary>A product of floats, or of integers in double, which holds their sums exactly.</summary>
    public static Tensor Product(Tensor a, Tensor b) => a.DType.IsFloatingPoint()
        ? a.MatMul(b)
        : a.To(DType.Float64).MatMul(b.To(DType.Float64)).To(a.DType);

    static Tensor Shifted(NodeCall call, int i, int zero)
    {
        Tensor x = call.X(i).To(DType.Float64);
        if (!call.Has(zero))
            return x;
        Tensor shift = call.X(zero).To(DType.Float64);
        return x - (i == 0 && shift.Rank == 1 && shift.Count > 1 ? shift.Unsqueeze(1) : shift);
    }

    static Tensor Gemm(NodeCall call)
    {
        Tensor a = call.Flag("transA") ? call.X().Transpose(0, 1) : call.X(), b = call.X(1);
        double alpha = call.Float("alpha", 1), beta = call.Float("beta", 1);

        // The usual layer, weights [out, in] and a bias [out], is one op with the bias in its product.
        if (a.DType.IsFloatingPoint() && alpha == 1 && beta == 1 && call.Flag("transB") && call.Has(2) && call.X(2).Rank == 1 && call.X(2).Count == b.Shape[0])
            return a.Linear(b, call.X(2));
        Tensor y = Product(a, call.Flag("transB") ? b.Transpose(0, 1) : b);
        if (alpha != 1)
            y = (y * alpha).To(y.DType);
        if (!call.Has(2) || beta == 0)
            return y;
        return y + (beta == 1 ? call.X(2) : (call.X(2) * beta).To(y.DType));
    }
}
