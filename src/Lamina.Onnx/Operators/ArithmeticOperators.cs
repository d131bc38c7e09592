using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Arithmetic, comparison, logic and elementary functions.</summary>
internal static class ArithmeticOperators
{
    public static void AddTo(OperatorTable table)
    {
        Binary(table, "Add", (a, b) => a + b);
        Binary(table, "Sub", (a, b) => a - b);
        Binary(table, "Mul", (a, b) => a * b);
        Binary(table, "Div", (a, b) => a.DType.IsFloatingPoint() ? a / b : Quotient(a, b));
        table.Same("Pow", Power);
        table.Same("Mod", call => call.Flag("fmod") ? call.X().Fmod(call.X(1)) : call.X().Remainder(call.X(1)));
        Question(table, "Equal", (a, b) => a.EqualTo(b));
        Question(table, "Less", (a, b) => a.Less(b));
        Question(table, "LessOrEqual", (a, b) => a.LessOrEqual(b));
        Question(table, "Greater", (a, b) => a.Greater(b));
        Question(table, "GreaterOrEqual", (a, b) => a.GreaterOrEqual(b));
        Question(table, "And", (a, b) => a.LogicalAnd(b));
        Question(table, "Or", (a, b) => a.LogicalOr(b));
        Question(table, "Xor", (a, b) => a.LogicalXor(b));
        table.Unary("Not", x => x.LogicalNot());
        Fold(table, "Max", Tensor.Maximum);
        Fold(table, "Min", Tensor.Minimum);
        Fold(table, "Sum", (a, b) => a + b);
        table.Same("Mean", call => Enumerable.Range(1, call.Count - 1).Aggregate(call.X(), (sum, i) => sum + call.X(i)) / call.Count);
        table.Unary("Abs", x => x.Abs());
        table.Unary("Neg", x => -x);
        table.Unary("Sign", x => x.Sign());
        table.Unary("Reciprocal", x => x.Reciprocal());
        table.Unary("Sqrt", x => x.Sqrt());
        table.Unary("Exp", x => x.Exp());
        table.Unary("Log", x => x.Log());
        table.Unary("Floor", x => x.Floor());
        table.Unary("Ceil", x => x.Ceiling());
        table.Unary("Round", x => x.Round());
        table.Unary("Erf", x => x.Erf());
        table.Unary("Sin", x => x.Sin());
        table.Unary("Cos", x => x.Cos());
        table.Unary("Tan", x => x.Tan());
        table.Unary("Asin", x => x.Asin());
        table.Unary("Acos", x => x.Acos());
        table.Unary("Atan", x => x.Atan());
        table.Unary("Sinh", x => x.Sinh());
        table.Unary("Cosh", x => x.Cosh());
        table.Unary("Tanh", x => x.Tanh());
        table.Unary("Asinh", x => x.Asinh());
        table.Unary("Acosh", x => x.Acosh());
        table.Unary("Atanh", x => x.Atanh());
        table.One("IsNaN", call => call.X().IsNaN());
        table.One("IsInf", IsInfinite);
        table.Same("Clip", Clip);
    }

    static void Binary(OperatorTable table, string name, Func<Tensor, Tensor, Tensor> run) =>
        table.Same(name, call => run(call.X(), Second(call)));

    static void Question(OperatorTable table, string name, Func<Tensor, Tensor, Tensor> run) => table.Add(name, call =>
        call.Value(0) is TextValue left
            ? [NodeCall.Of(TextOperators.EqualTexts(call, left, call.Texts(1)))]
            : [NodeCall.Of(run(Ordered(call, 0, name), Ordered(call, 1, name)))]);

    static void Fold(OperatorTable table, string name, Func<Tensor, Tensor, Tensor> run) =>
        table.Same(name, call => Enumerable.Range(1, call.Count - 1).Aggregate(call.X(), (all, i) => run(all, call.X(i))));

    // uint64 is held as the bits of int64: with the highest bit turned their order is the same.
    static Tensor Ordered(NodeCall call, int i, string name) =>
        i == 1 && call.Opset < 7 ? Second(call) : name != "Equal" && call.Type(i) == ElementType.UInt64 ? call.X(i) + long.MinValue : call.X(i);

    /// <summary>The second operand; before version 7 it was aligned by the attribute <c>axis</c>, and broadcast only where told.</summary>
    static Tensor Second(NodeCall call)
    {
        Tensor right = call.X(1);
        if (call.Opset >= 7 || !call.Flag("broadcast"))
            return right;
        int rank = call.X().Rank, axis = call.HasAttribute("axis") ? call.Axis("axis", 0, rank) : rank - right.Rank;
        return right.Reshape([.. right.Shape, .. Enumerable.Repeat(1L, Math.Max(0, rank - axis - right.Rank))]);
    }

    // Towards zero, as in C; a quotient of integers by zero has no value, and gives zero.
    static Tensor Quotient(Tensor a, Tensor b)
    {
        Tensor divisor = Tensor.Where(b.EqualTo(0), Tensor.OnesLike(b), b), floor = a.FloorDivide(divisor);
        Tensor inexact = (floor * divisor).NotEqualTo(a), negative = a.Less(0).LogicalXor(divisor.Less(0));
        return floor + inexact.LogicalAnd(negative).To(floor.DType);
    }

    static Tensor Power(NodeCall call)
    {
        Tensor x = call.X(), exponent = call.Opset < 7 ? Second(call) : call.X(1);
        if (x.DType.IsFloatingPoint())
            return x.Pow(exponent.To(exponent.DType.IsFloatingPoint() ? DTypes.Promote(x.DType, exponent.DType) : x.DType));
        return exponent.DType.IsFloatingPoint() ? x.To(DType.Float64).Pow(exponent.To(DType.Float64)) : x.Pow(exponent.To(x.DType));
    }

    static Tensor IsInfinite(NodeCall call)
    {
        bool up = call.Flag("detect_positive", true), down = call.Flag("detect_negative", true);
        Tensor x = call.X(), infinite = x.IsInfinite();
        return up && down ? infinite : up ? infinite.LogicalAnd(x.Greater(0)) : down ? infinite.LogicalAnd(x.Less(0)) : Tensor.Zeros(x.Shape, DType.Bool);
    }

    static Tensor Clip(NodeCall call)
    {
        Tensor x = call.X();
        if (call.Opset < 11)
            return x.Clamp(call.HasAttribute("min") ? call.Float("min", 0) : (Scalar?)null, call.HasAttribute("max") ? call.Float("max", 0) : (Scalar?)null);
        if (call.Has(1))
            x = Tensor.Maximum(x, call.X(1).To(x.DType));
        return call.Has(2) ? Tensor.Minimum(x, call.X(2).To(x.DType)) : x;
    }
}
