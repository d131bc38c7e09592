using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>A function of one or two doubles; of one, the second is ignored.</summary>
internal interface IDoubleFunction
{
    static abstract double Of(double x, double y);
}

/// <summary>A scalar function applied to each element of a double lane.</summary>
internal readonly struct PerElement<TFunction> : IDoubleFormula
    where TFunction : struct, IDoubleFunction
{
    // Not inlined: the call is small beside the functions, and kernels stay short.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe TLane Of<TLane>(TLane x, TLane y)
        where TLane : struct, IVectorLane<TLane, double>
    {
        double* xs = stackalloc double[8];
        double* ys = stackalloc double[8];
        TLane.Store(xs, x);
        TLane.Store(ys, y);
        for (int i = 0; i < TLane.Count; i++)
            xs[i] = TFunction.Of(xs[i], ys[i]);
        return TLane.Load(xs);
    }
}

internal readonly struct SinFunction : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Sin(x);
}

internal readonly struct CosFunction : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Cos(x);
}

internal readonly struct TanFunction : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Tan(x);
}

internal readonly struct AsinFunction : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Asin(x);
}

internal readonly struct AcosFunction : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Acos(x);
}

internal readonly struct AtanFunction : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Atan(x);
}

internal readonly struct SinhFunction : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Sinh(x);
}

internal readonly struct CoshFunction : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Cosh(x);
}

internal readonly struct Atan2Function : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Atan2(x, y);
}

internal readonly struct PowFunction : IDoubleFunction
{
    public static double Of(double x, double y) => Math.Pow(x, y);
}
