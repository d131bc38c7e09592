using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>Activations: by their own operator where the operator set has one, else by its simpler ones.</summary>
internal static class ActivationTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        table["elu"] = c => c.Result(c.Add("Elu", [X(c)], new OnnxAttribute("alpha", Float(c, "Alpha"))));
        table["celu"] = c => c.Result(c.Add("Celu", [X(c)], new OnnxAttribute("alpha", Float(c, "Alpha"))));
        table["selu"] = c => c.Result(c.Add("Selu", [X(c)]));
        table["softsign"] = c => c.Result(c.Add("Softsign", [X(c)]));
        table["hardswish"] = c => c.Result(c.Add("HardSwish", [X(c)]));
        table["hardsigmoid"] = c => c.Result(c.Add("HardSigmoid", [X(c)], new OnnxAttribute("alpha", 1 / 6f), new OnnxAttribute("beta", 0.5f)));
        table["relu6"] = c => c.Result(Clip(c, 0, 6));
        table["hardtanh"] = c => c.Result(Clip(c, c.Attribute<double>("Min"), c.Attribute<double>("Max")));
        table["clamp"] = Clamp;
        table["softshrink"] = c => c.Result(c.Add("Shrink", [X(c)], new OnnxAttribute("lambd", Float(c, "Lambda")), new OnnxAttribute("bias", Float(c, "Lambda"))));
        table["hardshrink"] = c => c.Result(c.Add("Shrink", [X(c)], new OnnxAttribute("lambd", Float(c, "Lambda")), new OnnxAttribute("bias", 0f)));
        table["threshold"] = c => c.Result(c.Add(
            "Where",
            [c.Add("Greater", [X(c), Number(c, c.Attribute<double>("Limit"))]), X(c), Number(c, c.Attribute<double>("Replacement"))]));
        table["tanhshrink"] = c => c.Result(c.Add("Sub", [X(c), c.Add("Tanh", [X(c)])]));
        table["silu"] = c => c.Result(c.Add("Mul", [X(c), c.Add("Sigmoid", [X(c)])]));
        table["mish"] = c => c.Result(c.Opset >= 18 ? c.Add("Mish", [X(c)]) : c.Add("Mul", [X(c), c.Add("Tanh", [c.Add("Softplus", [X(c)])])]));
        table["log_sigmoid"] = c => c.Result(c.Add("Neg", [c.Add("Softplus", [c.Add("Neg", [X(c)])])]));
        table["softplus"] = Softplus;
        table["gelu"] = c => c.Result(c.Opset >= 20 ? c.Add("Gelu", [X(c)]) : Halved(c, c.Add("Erf", [Times(c, X(c), 1 / Math.Sqrt(2))])));
        table["gelu_tanh"] = c =>
        {
            if (c.Opset >= 20)
            {
                c.Result(c.Add("Gelu", [X(c)], new OnnxAttribute("approximate", "tanh")));
                return;
            }

            string cubed = c.Add("Mul", [X(c), c.Add("Mul", [X(c), X(c)])]);
            string bent = c.Add("Add", [X(c), Times(c, cubed, 0.044715)]);
            c.Result(Halved(c, c.Add("Tanh", [Times(c, bent, Math.Sqrt(2 / Math.PI))])));
        };
    }

    // A limit that is none has no number that integers could hold.
    static void Clamp(OnnxContext c)
    {
        string value = X(c);
        if (double.IsFinite(c.Attribute<double>("Min")))
            value = c.Add("Max", [value, Number(c, c.Attribute<double>("Min"))]);
        if (double.IsFinite(c.Attribute<double>("Max")))
            value = c.Add("Min", [value, Number(c, c.Attribute<double>("Max"))]);
        c.Result(value);
    }

    // Above the threshold it is x itself, which from 15 on is what float32 has in any case.
    static void Softplus(OnnxContext c)
    {
        double beta = c.Attribute<double>("Beta"), threshold = c.Attribute<double>("Threshold");
        string scaled = Times(c, X(c), beta), smooth = Times(c, c.Add("Softplus", [scaled]), 1 / beta);
        c.Result(threshold >= 15 ? smooth : c.Add("Where", [c.Add("Greater", [scaled, Number(c, threshold)]), X(c), smooth]));
    }

    static string X(OnnxContext c) => c.Input(0, c.OutputSpec(0).DType);

    static float Float(OnnxContext c, string attribute) => (float)c.Attribute<double>(attribute);

    static string Number(OnnxContext c, double value) => c.Number(value, c.OutputSpec(0).DType);

    static string Times(OnnxContext c, string value, double factor) => factor == 1 ? value : c.Add("Mul", [value, Number(c, factor)]);

    // x / 2 · (1 + y).
    static string Halved(OnnxContext c, string y) => c.Add("Mul", [Times(c, X(c), 0.5), c.Add("Add", [y, Number(c, 1)])]);

    // A limit that is infinite is left out.
    static string Clip(OnnxContext c, double least, double most) => c.Add(
        "Clip",
        double.IsPositiveInfinity(most)
            ? double.IsNegativeInfinity(least) ? [X(c)] : [X(c), Number(c, least)]
            : [X(c), double.IsNegativeInfinity(least) ? "" : Number(c, least), Number(c, most)]);
}
