using System.Globalization;
using System.Runtime.InteropServices;
using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Conversions between element types.</summary>
internal static class CastOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Cast", call => [Cast(call, Target(call))]);
        table.Add("CastLike", call => [Cast(call, call.Value(1) is TensorValue like ? like.Type : ElementType.String)]);
        table.Add("BitCast", call => [BitCast(call, (ElementType)call.Int("to", 0))]);
    }

    // Version 1 named the type.
    static ElementType Target(NodeCall call) => call.Opset < 6 && call.Text("to", "") is { Length: > 0 } name
        ? name switch { "FLOAT" => ElementType.Float32, "DOUBLE" => ElementType.Float64, _ => Enum.Parse<ElementType>(name, ignoreCase: true) }
        : (ElementType)call.Int("to", 0);

    static Value Cast(NodeCall call, ElementType to)
    {
        if (call.Value(0) is TextValue texts)
            return to == ElementType.String ? texts : FromTexts(texts, to);
        (Tensor x, ElementType from) = (call.X(), call.Type());
        if (to == ElementType.String)
            return ToTexts(x, from);
        if (to.IsNative())
            return new TensorValue(from == ElementType.UInt64 && to.IsFloating() ? Unsigned(x).To(to.Storage()) : Numbers(x, to), to);
        if (to.IsFloating())
        {
            ScaleRounding rounding = call.Text("round_mode", "up") switch { "down" => ScaleRounding.Down, "nearest" => ScaleRounding.Nearest, _ => ScaleRounding.Up };
            return new TensorValue(Narrow.Rounded(x, to, call.Flag("saturate", true), rounding), to);
        }

        return NodeCall.As(to, Numbers(x, ElementType.Int64));
    }

    // Towards zero; what a float cannot say in integers is the engine's.
    static Tensor Numbers(Tensor x, ElementType to)
    {
        if (to == ElementType.Bool)
            return x.DType == DType.Bool ? x : x.NotEqualTo(0);
        return to.Range() is not null && to != ElementType.Int32 && x.DType.IsFloatingPoint()
            ? Narrow.Wrapped(x.To(DType.Int64), to).To(to.Storage())
            : x.To(to.Storage());
    }

    static Tensor Unsigned(Tensor bits) => Tensor.From<double>(Array.ConvertAll(bits.ToArray<long>(), value => (double)(ulong)value), bits.Shape);

    static TextValue ToTexts(Tensor x, ElementType from)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string[] texts = from switch
        {
            ElementType.Float32 => Array.ConvertAll(x.ToArray<float>(), value => Number(value.ToString("R", culture))),
            ElementType.Float64 => Array.ConvertAll(x.ToArray<double>(), value => Number(value.ToString("R", culture))),
            _ when x.DType.IsFloatingPoint() => Array.ConvertAll(x.To(DType.Float32).ToArray<float>(), value => Number(value.ToString("R", culture))),
            ElementType.Bool => Array.ConvertAll(x.ToArray<bool>(), value => value ? "1" : "0"),
            _ => Array.ConvertAll(x.To(DType.Int64).ToArray<long>(), value => value.ToString(culture)),
        };
        return new TextValue(texts, x.Shape);
    }

    // The shortest digits that come back as the same number, 1 as "1"; infinities are "INF".
    static string Number(string text) => text switch
    {
        "Infinity" => "INF",
        "-Infinity" => "-INF",
        "NaN" => "NaN",
        _ => text,
    };

    static TensorValue FromTexts(TextValue texts, ElementType to)
    {
        double[] values = Array.ConvertAll(texts.Items, text => text.Trim().ToUpperInvariant() switch
        {
            "INF" or "+INF" or "INFINITY" => double.PositiveInfinity,
            "-INF" or "-INFINITY" => double.NegativeInfinity,
            "NAN" => double.NaN,
            var number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
        });
        return NodeCall.As(to, Tensor.From<double>(values, texts.Shape));
    }

    // The same bytes under another name; the last axis takes up what changes in width.
    static TensorValue BitCast(NodeCall call, ElementType to)
    {
        Tensor x = call.X();
        ElementType from = call.Type();
        if (!from.IsNative() && from is not (ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64))
            throw call.Fault($"the bits of {from} are not kept");
        byte[] bytes = from switch
        {
            ElementType.UInt16 => MemoryMarshal.AsBytes(Array.ConvertAll(x.ToArray<int>(), value => (ushort)value).AsSpan()).ToArray(),
            ElementType.UInt32 => MemoryMarshal.AsBytes(Array.ConvertAll(x.ToArray<long>(), value => (uint)value).AsSpan()).ToArray(),
            _ => Wire.TensorData.BytesOf(x),
        };
        long[] sizes = x.Shape.ToArray();
        if (sizes.Length > 0 && from.Bits() != to.Bits())
            sizes[^1] = sizes[^1] * from.Bits() / to.Bits();
        return TensorReader.FromRaw(bytes, to, Shape.Create(sizes));
    }
}
