using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>The small operators of the domain ai.onnx.ml that stand beside networks.</summary>
internal static class LearnOperators
{
    const string Domain = "ai.onnx.ml";

    public static void AddTo(OperatorTable table)
    {
        table.Add("ArrayFeatureExtractor", call => [call.Like(0, call.X().IndexSelect(call.X().Rank - 1, call.X(1).To(DType.Int64).Flatten()))], Domain);
        table.Add("Binarizer", call => [call.Like(0, call.X().Greater(call.Float("threshold", 0)).To(call.X().DType))], Domain);
        table.Add("LabelEncoder", Encode, Domain);
    }

    static Value[] Encode(NodeCall call)
    {
        Dictionary<string, int> places = [];
        foreach (string key in Keys(call, "keys"))
            places.TryAdd(key, places.Count);
        string[] items = call.Value(0) is TextValue text ? text.Items : Names(call.Typed(0));
        int?[] found = Array.ConvertAll(items, item => places.TryGetValue(item, out int place) ? place : (int?)null);
        Shape shape = call.ShapeOf(0);
        if (call.HasAttribute("values_strings"))
        {
            IReadOnlyList<string> values = call.Attribute("values_strings").Texts;
            string otherwise = call.Text("default_string", "_Unused");
            return [new TextValue(Array.ConvertAll(found, place => place is { } at ? values[at] : otherwise), shape)];
        }

        if (call.HasAttribute("values_int64s"))
        {
            IReadOnlyList<long> values = call.Attribute("values_int64s").Numbers;
            long otherwise = call.Int("default_int64", -1);
            return [NodeCall.Of(Tensor.From<long>(Array.ConvertAll(found, place => place is { } at ? values[at] : otherwise), shape))];
        }

        if (call.HasAttribute("values_floats"))
        {
            IReadOnlyList<float> values = call.Attribute("values_floats").Singles;
            float otherwise = (float)call.Float("default_float", -0.0);
            return [NodeCall.Of(Tensor.From<float>(Array.ConvertAll(found, place => place is { } at ? values[at] : otherwise), shape))];
        }

        Value table = call.Scope.Model.Constant(call.Attribute("values_tensor").Tensor!);
        if (table is TextValue texts)
        {
            string otherwise = call.HasAttribute("default_tensor") ? ((TextValue)call.Scope.Model.Constant(call.Attribute("default_tensor").Tensor!)).Items[0] : "_Unused";
            return [new TextValue(Array.ConvertAll(found, place => place is { } at ? texts.Items[at] : otherwise), shape)];
        }

        TensorValue numbers = (TensorValue)table;
        Tensor fallback = call.HasAttribute("default_tensor") ? ((TensorValue)call.Scope.Model.Constant(call.Attribute("default_tensor").Tensor!)).Data.Reshape(1) : Tensor.Full([1], numbers.Type.IsFloating() ? 0 : -1, numbers.Data.DType);
        Tensor all = Tensor.Concatenate([numbers.Data.Flatten(), fallback], 0);
        Tensor index = Tensor.From<long>(Array.ConvertAll(found, place => place ?? numbers.Data.Count), shape);
        return [numbers with { Data = all.IndexSelect(0, index.Flatten()).Reshape(shape) }];
    }

    static string[] Keys(NodeCall call, string kind)
    {
        if (call.HasAttribute(kind + "_strings"))
            return [.. call.Attribute(kind + "_strings").Texts];
        if (call.HasAttribute(kind + "_int64s"))
            return [.. call.Attribute(kind + "_int64s").Numbers.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        if (call.HasAttribute(kind + "_floats"))
            return [.. call.Attribute(kind + "_floats").Singles.Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture))];
        Value table = call.Scope.Model.Constant(call.Attribute(kind + "_tensor").Tensor!);
        return table is TextValue text ? text.Items : Names((TensorValue)table);
    }

    static string[] Names(TensorValue value) => value.Data.DType.IsFloatingPoint()
        ? Array.ConvertAll(value.Data.To(DType.Float32).ToArray<float>(), number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture))
        : Array.ConvertAll(value.Data.To(DType.Int64).ToArray<long>(), number => number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
