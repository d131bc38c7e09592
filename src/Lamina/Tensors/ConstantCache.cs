using System.Collections.Concurrent;

namespace Lamina;

/// <summary>0-d tensors of the numbers that formulas in user code name: made once, shared, never written.</summary>
internal static class ConstantCache
{
    // Beyond this many the numbers are not constants of a program but values that change, such as a decaying rate.
    const int Most = 1024;

    static readonly ConcurrentDictionary<(Scalar Number, DType DType), Tensor> Constants = new();

    public static Tensor Get(Scalar number, DType dtype)
    {
        if (Constants.TryGetValue((number, dtype), out Tensor? known))
            return known;
        Tensor made = Autograd.Temporaries.Suspend(() => Make(number, dtype));
        return Constants.Count < Most ? Constants.GetOrAdd((number, dtype), made) : made;
    }

    // A host write, not an op: a constant of the program, that a captured step finds in its place.
    static Tensor Make(Scalar number, DType dtype)
    {
        double value = number.ToDouble();
        return dtype switch
        {
            DType.Float32 => Tensor.From<float>([(float)value], []),
            DType.Float64 => Tensor.From<double>([value], []),
            DType.Float16 => Tensor.From<Half>([(Half)value], []),
            DType.BFloat16 => Tensor.From<BFloat16>([(BFloat16)(float)value], []),
            DType.Int64 => Tensor.From<long>([number.ToInt64()], []),
            DType.Int32 => Tensor.From<int>([(int)number.ToInt64()], []),
            DType.Int16 => Tensor.From<short>([(short)number.ToInt64()], []),
            DType.Int8 => Tensor.From<sbyte>([(sbyte)number.ToInt64()], []),
            DType.UInt8 => Tensor.From<byte>([(byte)number.ToInt64()], []),
            _ => Tensor.From<bool>([value != 0], []),
        };
    }
}
