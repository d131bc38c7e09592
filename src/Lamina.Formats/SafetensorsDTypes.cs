namespace Lamina.Formats;

/// <summary>The names that safetensors gives to dtypes.</summary>
internal static class SafetensorsDTypes
{
    static readonly (string Name, DType DType)[] Known =
    [
        ("F32", DType.Float32), ("F64", DType.Float64), ("F16", DType.Float16), ("BF16", DType.BFloat16), ("I64", DType.Int64),
        ("I32", DType.Int32), ("I16", DType.Int16), ("I8", DType.Int8), ("U8", DType.UInt8), ("BOOL", DType.Bool),
    ];

    public static string All { get; } = string.Join(", ", Known.Select(known => known.Name));

    public static string NameOf(DType dtype) => Array.Find(Known, known => known.DType == dtype).Name;

    public static DType? Find(string name)
    {
        foreach ((string known, DType dtype) in Known)
        {
            if (known == name)
                return dtype;
        }

        return null;
    }
}
