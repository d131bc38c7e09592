using System.Numerics;
using Lamina.Simd;

namespace Lamina.Tests.Simd;

/// <summary>Runs an operation over arrays, through one lane type or through all.</summary>
static unsafe class LaneRunner
{
    public static T[] Run<TFunction, TLane, T>(T[] xs, T[] ys)
        where TFunction : struct, ILaneFunction
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(0, xs.Length % TLane.Count);
        T[] result = new T[xs.Length];
        fixed (T* x = xs, y = ys, r = result)
        {
            for (int i = 0; i < xs.Length; i += TLane.Count)
                TLane.Store(r + i, TFunction.Of(TLane.Load(x + i), TLane.Load(y + i)));
        }

        return result;
    }

    public static void AllFloatLanesAgree<TFunction>(float[] xs, float[] ys)
        where TFunction : struct, ILaneFunction
    {
        float[] scalar = Run<TFunction, Float1, float>(xs, ys);
        Same<TFunction, float>("Float4", xs, ys, scalar, Run<TFunction, Float4, float>(xs, ys));
        Same<TFunction, float>("Float8", xs, ys, scalar, Run<TFunction, Float8, float>(xs, ys));
        Same<TFunction, float>("Float16", xs, ys, scalar, Run<TFunction, Float16, float>(xs, ys));
    }

    public static void AllDoubleLanesAgree<TFunction>(double[] xs, double[] ys)
        where TFunction : struct, ILaneFunction
    {
        double[] scalar = Run<TFunction, Double1, double>(xs, ys);
        Same<TFunction, double>("Double2", xs, ys, scalar, Run<TFunction, Double2, double>(xs, ys));
        Same<TFunction, double>("Double4", xs, ys, scalar, Run<TFunction, Double4, double>(xs, ys));
        Same<TFunction, double>("Double8", xs, ys, scalar, Run<TFunction, Double8, double>(xs, ys));
    }

    /// <summary>Same bits, but for the sign and payload of NaN. Masks are compared as they are, all bits set.</summary>
    static void Same<TFunction, T>(string lane, T[] xs, T[] ys, T[] scalar, T[] vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool mask = typeof(TFunction).Name is "LessThanCase" or "LessThanOrEqualCase" or "EqualCase" or "IsNaNCase";
        for (int i = 0; i < xs.Length; i++)
        {
            bool bothNaN = T.IsNaN(scalar[i]) && T.IsNaN(vector[i]) && !mask;
            long expected = Bits(scalar[i]), actual = Bits(vector[i]);
            if (expected != actual && !bothNaN)
                Assert.Fail($"{typeof(TFunction).Name}({xs[i]:R}, {ys[i]:R}): {lane} {vector[i]:R} ({actual:X}), scalar {scalar[i]:R} ({expected:X})");
        }
    }

    static long Bits<T>(T value) => value switch
    {
        float f => BitConverter.SingleToInt32Bits(f),
        double d => BitConverter.DoubleToInt64Bits(d),
        _ => throw new NotSupportedException(),
    };
}
