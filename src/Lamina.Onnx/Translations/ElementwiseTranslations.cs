using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>Ops that treat every element alike.</summary>
internal static class ElementwiseTranslations
{
    static readonly (string Op, string OpType)[] Unary =
    [
        ("relu", "Relu"), ("sigmoid", "Sigmoid"), ("tanh", "Tanh"), ("exp", "Exp"), ("log", "Log"), ("sqrt", "Sqrt"),
        ("abs", "Abs"), ("negate", "Neg"), ("reciprocal", "Reciprocal"), ("erf", "Erf"),
        ("sin", "Sin"), ("cos", "Cos"), ("tan", "Tan"), ("asin", "Asin"), ("acos", "Acos"), ("atan", "Atan"), ("sinh", "Sinh"), ("cosh", "Cosh"),
        ("ceil", "Ceil"), ("round", "Round"),
    ];

    static readonly (string Op, string OpType)[] Binary =
    [
        ("add", "Add"), ("subtract", "Sub"), ("multiply", "Mul"), ("divide", "Div"), ("maximum", "Max"), ("minimum", "Min"),
    ];

    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        foreach ((string op, string opType) in Unary)
            table[op] = c => c.Result(c.Add(opType, [c.Input(0, c.OutputSpec(0).DType)]));

        // Both sides take the dtype of the result first: ONNX has no type promotion.
        foreach ((string op, string opType) in Binary)
            table[op] = c => c.Result(c.Add(opType, [c.Input(0, c.OutputSpec(0).DType), c.Input(1, c.OutputSpec(0).DType)]));
        table["leaky_relu"] = c => c.Result(c.Add("LeakyRelu", [c.Input(0)], new OnnxAttribute("alpha", (float)c.Attribute<double>("Slope"))));
        table["rsqrt"] = c => c.Result(c.Add("Reciprocal", [c.Add("Sqrt", [c.Input(0, c.OutputSpec(0).DType)])]));
        table["square"] = c =>
        {
            string x = c.Input(0, c.OutputSpec(0).DType);
            c.Result(c.Add("Mul", [x, x]));
        };

        table["sign"] = c => c.Result(c.Add("Sign", [c.Input(0, c.OutputSpec(0).DType)]));

        // A copy in another order of memory is the same value in ONNX.
        table["copy"] = c => c.Result(c.Input(0, c.OutputSpec(0).DType));
    }
}
