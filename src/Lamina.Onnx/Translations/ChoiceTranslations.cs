using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>Comparisons, logic, choices and powers.</summary>
internal static class ChoiceTranslations
{
    static readonly (string Op, string OpType)[] Comparisons =
        [("greater", "Greater"), ("greater_equal", "GreaterOrEqual"), ("less", "Less"), ("less_equal", "LessOrEqual"), ("equal", "Equal")];

    static readonly (string Op, string OpType)[] Logic = [("logical_and", "And"), ("logical_or", "Or"), ("logical_xor", "Xor")];

    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        // Both sides in the dtype in which they are compared: ONNX has no type promotion.
        foreach ((string op, string opType) in Comparisons)
            table[op] = c => c.Result(Compare(c, opType));
        table["not_equal"] = c => c.Result(c.Add("Not", [Compare(c, "Equal")]));
        foreach ((string op, string opType) in Logic)
            table[op] = c => c.Result(c.Add(opType, [c.Input(0, DType.Bool), c.Input(1, DType.Bool)]));
        table["logical_not"] = c => c.Result(c.Add("Not", [c.Input(0, DType.Bool)]));
        table["where"] = c => c.Result(c.Add("Where", [c.Input(0, DType.Bool), c.Input(1, c.OutputSpec(0).DType), c.Input(2, c.OutputSpec(0).DType)]));
        table["pow"] = c => c.Result(c.Add("Pow", [c.Input(0, c.OutputSpec(0).DType), c.Input(1, c.OutputSpec(0).DType)]));
        table["pow_scalar"] = c => c.Result(Power(c, c.Attribute<double>("Exponent")));
        table["pow_whole"] = c => c.Result(Power(c, c.Attribute<long>("Exponent")));
    }

    static string Compare(OnnxContext c, string opType)
    {
        DType dtype = DTypes.ResultType(c.InputSpec(0), c.InputSpec(1));
        return c.Add(opType, [c.Input(0, dtype), c.Input(1, dtype)]);
    }

    static string Power(OnnxContext c, double exponent) => c.Add("Pow", [c.Input(0, c.OutputSpec(0).DType), c.Number(exponent, c.OutputSpec(0).DType)]);
}
