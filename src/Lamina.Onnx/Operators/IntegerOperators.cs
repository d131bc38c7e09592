using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Operators on the bits of integers.</summary>
internal static class IntegerOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("BitwiseAnd", call => Bits(call, (a, b) => a & b));
        table.Add("BitwiseOr", call => Bits(call, (a, b) => a | b));
        table.Add("BitwiseXor", call => Bits(call, (a, b) => a ^ b));
        table.Add("BitwiseNot", call => [call.Like(0, -call.X().To(DType.Int64) - 1)]);
        table.Add("BitShift", call => call.Text("direction", "") switch
        {
            "LEFT" => Bits(call, (a, b) => b >= 64 ? 0 : a << (int)b),
            "RIGHT" => Bits(call, (a, b) => b >= 64 ? 0 : (long)((ulong)a >> (int)b)),
            var other => throw call.Fault($"the direction '{other}' is neither LEFT nor RIGHT"),
        });
    }

    // Values without a sign: the bits of negative numbers above the type's own come off in Like.
    static Value[] Bits(NodeCall call, Func<long, long, long> run)
    {
        Shape shape = Shape.Broadcast(call.X().Shape, call.X(1).Shape) ?? throw call.Fault($"{call.X().Shape} and {call.X(1).Shape} do not broadcast");
        long[] left = call.X().To(DType.Int64).Expand(shape).ToArray<long>(), right = call.X(1).To(DType.Int64).Expand(shape).ToArray<long>();
        for (int i = 0; i < left.Length; i++)
            left[i] = run(left[i], right[i]);
        return [call.Like(0, Tensor.From<long>(left, shape))];
    }
}
