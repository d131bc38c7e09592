using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina.Cpu.Convolution.Winograd;

/// <summary>
/// The three transforms of F(4, 3) in one dimension, on lanes: four outputs of a kernel of three taps from six products
/// instead of twelve. They are polynomials taken at the points 0, ±3/4, ±3/2 and infinity.
/// </summary>
/// <remarks>
/// These points, exact in binary, keep the error small: in 3×3 kernels of 128 and 512 channels, 2 to 3 times that of the plain sum in
/// float32 (with 0, ±1, ±2 it is 5 times); the largest seen was 5e-7 of the sum of the terms' magnitudes.
/// Winograd, <i>Arithmetic Complexity of Computations</i>, 1980; Lavin and Gray, <i>Fast Algorithms for Convolutional Neural Networks</i>, 2016.
/// </remarks>
internal static class Points
{
    const float P = 0.75f, P2 = P * P, P3 = P * P * P;
    const float Q = 1.5f, Q2 = Q * Q, Q3 = Q * Q * Q;

    // The divisors of the kernel's polynomial at 0, at ±P and at ±Q.
    const float Zero = 1 / (P2 * Q2), AtP = 1 / (2 * P2 * (P2 - Q2)), AtQ = 1 / (2 * Q2 * (Q2 - P2));

    /// <summary>Six inputs to six points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OfInput(
        Vector512<float> x0, Vector512<float> x1, Vector512<float> x2, Vector512<float> x3, Vector512<float> x4, Vector512<float> x5,
        out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3, out Vector512<float> y4, out Vector512<float> y5)
    {
        y0 = Sum(P2 * Q2, x0, Sum(-(P2 + Q2), x2, x4));
        y5 = Sum(P2 * Q2, x1, Sum(-(P2 + Q2), x3, x5));
        Vector512<float> even = Sum(-Q2, x2, x4), odd = Sum(-Q2, x1, x3);
        y1 = Sum(P, odd, even);
        y2 = Sum(-P, odd, even);
        even = Sum(-P2, x2, x4);
        odd = Sum(-P2, x1, x3);
        y3 = Sum(Q, odd, even);
        y4 = Sum(-Q, odd, even);
    }

    /// <summary>Six points, a step apart in memory, to four outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void ToOutput(float* from, long step, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3)
    {
        Vector512<float> x0 = Vector512.Load(from), x1 = Vector512.Load(from + step), x2 = Vector512.Load(from + (2 * step));
        Vector512<float> x3 = Vector512.Load(from + (3 * step)), x4 = Vector512.Load(from + (4 * step)), x5 = Vector512.Load(from + (5 * step));
        Vector512<float> evenP = x1 + x2, oddP = x1 - x2, evenQ = x3 + x4, oddQ = x3 - x4;
        y0 = x0 + evenP + evenQ;
        y1 = Sum(P, oddP, Vector512.Create(Q) * oddQ);
        y2 = Sum(P2, evenP, Vector512.Create(Q2) * evenQ);
        y3 = Sum(P3, oddP, Sum(Q3, oddQ, x5));
    }

    /// <summary>Four gradients of outputs to six points: <see cref="ToOutput"/> transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OfOutputGradient(
        Vector512<float> x0, Vector512<float> x1, Vector512<float> x2, Vector512<float> x3,
        out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3, out Vector512<float> y4, out Vector512<float> y5)
    {
        y0 = x0;
        y5 = x3;
        Vector512<float> even = Sum(P2, x2, x0), odd = Sum(P2, x3, x1);
        y1 = Sum(P, odd, even);
        y2 = Sum(-P, odd, even);
        even = Sum(Q2, x2, x0);
        odd = Sum(Q2, x3, x1);
        y3 = Sum(Q, odd, even);
        y4 = Sum(-Q, odd, even);
    }

    /// <summary>Three taps, a step apart in memory, to six points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void OfKernel(
        float* from, long step,
        out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3, out Vector512<float> y4, out Vector512<float> y5)
    {
        Vector512<float> x0 = Vector512.Load(from), x1 = Vector512.Load(from + step), x2 = Vector512.Load(from + (2 * step));
        y0 = Vector512.Create(Zero) * x0;
        y5 = x2;
        Vector512<float> even = Vector512.Create(AtP) * Sum(P2, x2, x0), odd = Vector512.Create(AtP * P) * x1;
        y1 = even + odd;
        y2 = even - odd;
        even = Vector512.Create(AtQ) * Sum(Q2, x2, x0);
        odd = Vector512.Create(AtQ * Q) * x1;
        y3 = even + odd;
        y4 = even - odd;
    }

    /// <summary>Gradients at six points, a step apart in memory, to those of three taps: <see cref="OfKernel"/> transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void ToKernelGradient(float* from, long step, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2)
    {
        Vector512<float> x0 = Vector512.Load(from), x1 = Vector512.Load(from + step), x2 = Vector512.Load(from + (2 * step));
        Vector512<float> x3 = Vector512.Load(from + (3 * step)), x4 = Vector512.Load(from + (4 * step)), x5 = Vector512.Load(from + (5 * step));
        Vector512<float> evenP = Vector512.Create(AtP) * (x1 + x2), evenQ = Vector512.Create(AtQ) * (x3 + x4);
        y0 = Sum(Zero, x0, evenP + evenQ);
        y1 = Sum(AtP * P, x1 - x2, Vector512.Create(AtQ * Q) * (x3 - x4));
        y2 = Sum(P2, evenP, Sum(Q2, evenQ, x5));
    }

    /// <summary>Six points to memory, a step apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(
        float* to, long step, Vector512<float> y0, Vector512<float> y1, Vector512<float> y2, Vector512<float> y3, Vector512<float> y4, Vector512<float> y5)
    {
        y0.Store(to);
        y1.Store(to + step);
        y2.Store(to + (2 * step));
        y3.Store(to + (3 * step));
        y4.Store(to + (4 * step));
        y5.Store(to + (5 * step));
    }

    /// <summary>factor · x + addend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Sum(float factor, Vector512<float> x, Vector512<float> addend) => Vector512.FusedMultiplyAdd(Vector512.Create(factor), x, addend);
}
