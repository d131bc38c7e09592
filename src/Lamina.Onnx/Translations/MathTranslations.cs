using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>Logarithms and remainders that ONNX makes of simpler parts, running sums, orders, and tests of numbers.</summary>
internal static class MathTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        // Near 0 these lose the digits that the op itself keeps.
        table["log1p"] = c => c.Result(c.Add("Log", [c.Add("Add", [Input(c), One(c)])]));
        table["expm1"] = c => c.Result(c.Add("Sub", [c.Add("Exp", [Input(c)]), One(c)]));
        table["log2"] = c => c.Result(Times(c, c.Add("Log", [Input(c)]), 1 / Math.Log(2)));
        table["log10"] = c => c.Result(Times(c, c.Add("Log", [Input(c)]), 1 / Math.Log(10)));
        table["trunc"] = c => c.Result(c.Add("Mul", [c.Add("Sign", [Input(c)]), c.Add("Floor", [c.Add("Abs", [Input(c)])])]));
        table["hypot"] = c => c.Result(c.Add("Sqrt", [c.Add("Add", [c.Add("Mul", [Input(c), Input(c)]), c.Add("Mul", [Input(c, 1), Input(c, 1)])])]));
        table["atan2"] = c => c.Result(Angle(c));
        table["fmod"] = c => c.Result(c.Add("Mod", [Input(c), Input(c, 1)], new OnnxAttribute("fmod", 1)));
        table["remainder"] = c => c.Result(Remainder(c));
        table["floor_divide"] = c => c.Result(FloorDivide(c));
        table["isnan"] = c => c.Result(c.Add("IsNaN", [c.Input(0)]));
        table["isinf"] = c => c.Result(c.Add("IsInf", [c.Input(0)]));
        table["isfinite"] = c => c.Result(c.Add("Not", [c.Add("Or", [c.Add("IsNaN", [c.Input(0)]), c.Add("IsInf", [c.Input(0)])])]));
        table["any"] = c => Truth(c, "ReduceMax");
        table["all"] = c => Truth(c, "ReduceMin");
        table["prod"] = c => c.Result(c.Reduce("ReduceProd", Input(c), c.Attribute<Shape>("Axes").ToArray(), c.Attribute<bool>("KeepDims")));
        table["cumsum"] = c => c.Result(c.Add("CumSum", [Input(c), c.Constant(Tensor.Full([], c.Attribute<int>("Axis"), DType.Int64))], new OnnxAttribute("reverse", c.Attribute<bool>("Reverse") ? 1 : 0)));
        table["max_along"] = c => Extreme(c, "ReduceMax", "ArgMax");
        table["min_along"] = c => Extreme(c, "ReduceMin", "ArgMin");
        table["sort"] = Sort;
        table["one_hot"] = OneHot;
        table["triu"] = table["tril"] = c => c.Result(c.Add("Trilu", [c.Input(0), c.Constant(Tensor.Full([], c.Attribute<long>("Diagonal"), DType.Int64))], new OnnxAttribute("upper", c.Attribute<bool>("Upper") ? 1 : 0)));
        table["scatter_add"] = c => c.Result(c.Add(
            "ScatterElements", [c.Constant(Tensor.Zeros(c.Attribute<Shape>("Shape"), c.OutputSpec(0).DType)), c.Input(1), Input(c)], new OnnxAttribute("axis", c.Attribute<int>("Axis")), new OnnxAttribute("reduction", "add")));
    }

    static string Input(OnnxContext c, int i = 0) => c.Input(i, c.OutputSpec(0).DType);

    static string One(OnnxContext c) => c.Number(1, c.OutputSpec(0).DType);

    static string Times(OnnxContext c, string value, double factor) => c.Add("Mul", [value, c.Number(factor, c.OutputSpec(0).DType)]);

    // The quotient's angle, turned by half a circle on the left side. A zero below a number has no sign, and two zeros have the angle 0.
    static string Angle(OnnxContext c)
    {
        string y = Input(c), x = Input(c, 1), zero = c.Number(0, c.OutputSpec(0).DType), upright = c.Add("Equal", [x, zero]);
        string angle = c.Add("Atan", [c.Add("Div", [y, c.Add("Where", [upright, zero, x])])]);
        string half = c.Add("Where", [c.Add("Less", [y, zero]), c.Number(-Math.PI, c.OutputSpec(0).DType), c.Number(Math.PI, c.OutputSpec(0).DType)]);
        string whole = c.Add("Add", [angle, c.Add("Where", [c.Add("Less", [x, zero]), half, zero])]);
        return c.Add("Where", [c.Add("And", [upright, c.Add("Equal", [y, zero])]), zero, whole]);
    }

    // The sign of the divisor's; ONNX's Mod has that for integers alone.
    static string Remainder(OnnxContext c)
    {
        if (!c.OutputSpec(0).DType.IsFloatingPoint())
            return c.Add("Mod", [Input(c), Input(c, 1)], new OnnxAttribute("fmod", 0));
        string quotient = c.Add("Floor", [c.Add("Div", [Input(c), Input(c, 1)])]);
        return c.Add("Sub", [Input(c), c.Add("Mul", [quotient, Input(c, 1)])]);
    }

    // ONNX divides integers towards zero: without the remainder nothing is left to round.
    static string FloorDivide(OnnxContext c) => c.OutputSpec(0).DType.IsFloatingPoint()
        ? c.Add("Floor", [c.Add("Div", [Input(c), Input(c, 1)])])
        : c.Add("Div", [c.Add("Sub", [Input(c), Remainder(c)]), Input(c, 1)]);

    static void Truth(OnnxContext c, string opType)
    {
        string truths = c.Cast(c.Input(0, DType.Bool), DType.Int32);
        c.Result(c.Cast(c.Reduce(opType, truths, c.Attribute<Shape>("Axes").ToArray(), c.Attribute<bool>("KeepDims")), DType.Bool));
    }

    static void Extreme(OnnxContext c, string values, string places)
    {
        // No axis: of all elements, in their order.
        int axis = c.Attribute<int>("Axis");
        bool keep = axis >= 0 && c.Attribute<bool>("KeepDims");
        string x = axis >= 0 ? c.Input(0) : c.Add("Reshape", [c.Input(0), c.Numbers(-1)]);
        axis = Math.Max(0, axis);
        c.Result(c.Reduce(values, x, [axis], keep));
        c.Result(c.Add(places, [x], new OnnxAttribute("axis", axis), new OnnxAttribute("keepdims", keep ? 1 : 0)), 1);
    }

    static void Sort(OnnxContext c)
    {
        string[] sorted = c.Add(
            "TopK", [c.Input(0), c.Numbers(c.Attribute<long>("Count"))], 2, new OnnxAttribute("axis", c.Attribute<int>("Axis")), new OnnxAttribute("largest", c.Attribute<bool>("Descending") ? 1 : 0));
        c.Result(sorted[0]);
        c.Result(sorted[1], 1);
    }

    static void OneHot(OnnxContext c)
    {
        DType dtype = c.OutputSpec(0).DType;
        c.Result(c.Add("OneHot", [c.Input(0), c.Numbers(c.Attribute<long>("Classes")), c.Constant(Tensor.Arange(0, 2).To(dtype))], new OnnxAttribute("axis", -1)));
    }
}
