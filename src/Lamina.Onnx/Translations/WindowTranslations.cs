using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>Convolution and pooling.</summary>
internal static class WindowTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        table["conv2d"] = Convolution;
        table["max_pool2d"] = MaxPool;
        table["avg_pool2d"] = AveragePool;
    }

    // Lamina counts places within a plane, ONNX in the whole tensor.
    static void MaxPool(OnnxContext c)
    {
        OnnxAttribute[] window = [.. Window(c), Pair(c, "dilations", "DilationHeight", "DilationWidth"), CeilMode(c, mayBe: true)];
        if (c.Outputs == 1)
        {
            c.Result(c.Add("MaxPool", [c.Input(0)], window));
            return;
        }

        Shape input = c.InputSpec(0).Shape;
        string[] found = c.Add("MaxPool", [c.Input(0)], 2, window);
        c.Result(found[0]);
        c.Result(c.Cast(c.Add("Mod", [found[1], c.Numbers(input[2] * input[3])]), DType.Int32), 1);
    }

    static void AveragePool(OnnxContext c)
    {
        int divisor = c.Attribute<int>("DivisorOverride");
        OnnxAttribute ceil = CeilMode(c, mayBe: false);
        string means = c.Add("AveragePool", [c.Input(0)], [.. Window(c), ceil, new OnnxAttribute("count_include_pad", divisor != 0 || c.Attribute<bool>("CountIncludePad") ? 1 : 0)]);
        double factor = divisor == 0 ? 1 : (double)c.Attribute<int>("KernelHeight") * c.Attribute<int>("KernelWidth") / divisor;
        c.Result(divisor == 0 ? means : c.Add("Mul", [means, c.Constant(Tensor.From(factor).To(c.OutputSpec(0).DType))]));
    }

    static void Convolution(OnnxContext c)
    {
        string[] inputs = c.Inputs == 3 ? [c.Input(0), c.Input(1), c.Input(2)] : [c.Input(0), c.Input(1)];
        c.Result(c.Add(
            "Conv",
            inputs,
            new OnnxAttribute("kernel_shape", c.InputSpec(1).Shape[2..].ToArray()),
            Pair(c, "strides", "StrideHeight", "StrideWidth"),
            Pair(c, "dilations", "DilationHeight", "DilationWidth"),
            Pads(c),
            new OnnxAttribute("group", c.Attribute<int>("Groups"))));
    }

    static OnnxAttribute[] Window(OnnxContext c) =>
        [Pair(c, "kernel_shape", "KernelHeight", "KernelWidth"), Pair(c, "strides", "StrideHeight", "StrideWidth"), Pads(c)];

    static OnnxAttribute Pair(OnnxContext c, string name, string first, string second) => new(name, c.Attribute<int>(first), c.Attribute<int>(second));

    // ONNX counts all starts before all ends.
    static OnnxAttribute Pads(OnnxContext c) =>
        new("pads", c.Attribute<int>("PadTop"), c.Attribute<int>("PadLeft"), c.Attribute<int>("PadBottom"), c.Attribute<int>("PadRight"));

    // Readers differ in what a last, incomplete window is. Where rounding up changes nothing it is left out; else the
    // sizes must be those of ONNX's rule, and averages, whose divisor differs too, are refused.
    static OnnxAttribute CeilMode(OnnxContext c, bool mayBe)
    {
        if (!c.Attribute<bool>("CeilMode") || Fits(c, up: false))
            return new OnnxAttribute("ceil_mode", 0);
        return mayBe && Fits(c, up: true)
            ? new OnnxAttribute("ceil_mode", 1)
            : throw new OnnxException($"{c.Op.Name}: rounding up the size {c.InputSpec(0).Shape} → {c.OutputSpec(0).Shape} has no equal in ONNX. Pool without ceilMode, and pad instead.");
    }

    static bool Fits(OnnxContext c, bool up) => Fits(c, up, 2, "Height", "PadTop", "PadBottom") && Fits(c, up, 3, "Width", "PadLeft", "PadRight");

    static bool Fits(OnnxContext c, bool up, int axis, string side, string before, string after)
    {
        long stride = c.Attribute<int>("Stride" + side), window = (c.Attribute<int>("Dilation" + side) * (c.Attribute<int>("Kernel" + side) - 1L)) + 1;
        long room = c.InputSpec(0).Shape[axis] + c.Attribute<int>(before) + c.Attribute<int>(after) - window + (up ? stride - 1 : 0);
        return c.OutputSpec(0).Shape[axis] == (room / stride) + 1;
    }
}
