namespace Lamina.Onnx.Values;

/// <summary>The rule by which the standard's tests compare.</summary>
internal static class ValueComparison
{
    const double Absolute = 1e-7, Relative = 1e-3;

    /// <summary>What differs, in words; null if nothing does.</summary>
    public static string? Difference(Value expected, Value actual)
    {
        switch (expected, actual)
        {
            case (TensorValue a, TensorValue b):
                return Difference(a, b);
            case (TextValue a, TextValue b):
                return a.Shape != b.Shape ? $"the shape is {b.Shape}, not {a.Shape}" : a.Items.SequenceEqual(b.Items) ? null
                    : $"the texts are [{string.Join(", ", b.Items.Take(8))}], not [{string.Join(", ", a.Items.Take(8))}]";
            case (SequenceValue a, SequenceValue b):
                if (a.Items.Count != b.Items.Count)
                    return $"the sequence has {b.Items.Count} items, not {a.Items.Count}";
                return a.Items.Zip(b.Items, Difference).FirstOrDefault(difference => difference is not null);
            case (OptionalValue { Item: null }, OptionalValue { Item: null }):
                return null;
            case (OptionalValue { Item: { } a }, _):
                return Difference(a, actual is OptionalValue { Item: { } b2 } ? b2 : actual);
            default:
                return $"it is a {actual.Kind}, not a {expected.Kind}";
        }
    }

    static string? Difference(TensorValue expected, TensorValue actual)
    {
        if (expected.Type != actual.Type)
            return $"the type is {actual.Type}, not {expected.Type}";
        if (expected.Data.Shape != actual.Data.Shape)
            return $"the shape is {actual.Data.Shape}, not {expected.Data.Shape}";
        double[] a = Numbers(expected.Data), b = Numbers(actual.Data);
        for (int i = 0; i < a.Length; i++)
        {
            bool same = double.IsNaN(a[i]) ? double.IsNaN(b[i]) : a[i] == b[i] || Math.Abs(b[i] - a[i]) <= Absolute + (Relative * Math.Abs(a[i]));
            if (!same)
                return $"element {i} of {a.Length} is {b[i]:G9}, not {a[i]:G9}";
        }

        return null;
    }

    static double[] Numbers(Tensor x) => x.To(DType.Float64).ToArray<double>();
}
