using Lamina.Simd;

namespace Lamina.Tests.Simd;

/// <summary>One operation of the lane interface, to be run on every lane type.</summary>
interface ILaneFunction
{
    static abstract TLane Of<TLane>(TLane x, TLane y)
        where TLane : struct, IRealLane<TLane>;
}

struct ExpCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Exp(x);
}

struct Expm1Case : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Expm1(x);
}

struct LogCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Log(x);
}

struct Log1pCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Log1p(x);
}

struct SinCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Sin(x);
}

struct CosCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Cos(x);
}

struct TanCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Tan(x);
}

struct AsinCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Asin(x);
}

struct AcosCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Acos(x);
}

struct AtanCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Atan(x);
}

struct SinhCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Sinh(x);
}

struct CoshCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Cosh(x);
}

struct TanhCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Tanh(x);
}

struct ErfCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Erf(x);
}

struct SigmoidCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Sigmoid(x);
}

struct AbsCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Abs(x);
}

struct SqrtCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Sqrt(x);
}

struct FloorCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Floor(x);
}

struct CeilingCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Ceiling(x);
}

struct RoundCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Round(x);
}

struct TruncateCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Truncate(x);
}

struct IsNaNCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.IsNaN(x);
}

struct Atan2Case : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Atan2(x, y);
}

struct PowCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Pow(x, y);
}

struct MinCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Min(x, y);
}

struct MaxCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Max(x, y);
}

struct CopySignCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.CopySign(x, y);
}

struct LessThanCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.LessThan(x, y);
}

struct LessThanOrEqualCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.LessThanOrEqual(x, y);
}

struct EqualCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Equal(x, y);
}

struct AddCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => x + y;
}

struct SubtractCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => x - y;
}

struct MultiplyCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => x * y;
}

struct DivideCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => x / y;
}

struct NegateCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => -x;
}

struct MultiplyAddCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.MultiplyAdd(x, y, x - y);
}

struct SelectCase : ILaneFunction
{
    public static TLane Of<TLane>(TLane x, TLane y) where TLane : struct, IRealLane<TLane> => TLane.Select(
        TLane.Or(TLane.LessThan(x, y), TLane.Not(TLane.And(TLane.Equal(x, x), TLane.Equal(y, y)))),
        x,
        TLane.Constant(0.1) * y);
}
