using System.Runtime.Intrinsics;

namespace Lamina.Simd;

/// <summary>Width of the SIMD instructions that kernels use.</summary>
public enum SimdTier
{
    /// <summary>One element at a time.</summary>
    Scalar = 0,

    /// <summary>128-bit vectors: SSE4, NEON.</summary>
    Vector128 = 128,

    /// <summary>256-bit vectors: AVX2.</summary>
    Vector256 = 256,

    /// <summary>512-bit vectors: AVX-512.</summary>
    Vector512 = 512,
}

/// <summary>The tier in force, chosen once for the life of the process.</summary>
internal static class Tier
{
    /// <summary>
    /// The widest tier of this machine, or a narrower one asked for by the environment variable
    /// <c>LAMINA_CPU</c> = <c>scalar</c>, <c>128</c>, <c>256</c> or <c>512</c>. Tests may set it.
    /// </summary>
    public static SimdTier Current { get; set; } = Choose();

    public static SimdTier Widest =>
        Vector512.IsHardwareAccelerated ? SimdTier.Vector512
        : Vector256.IsHardwareAccelerated ? SimdTier.Vector256
        : Vector128.IsHardwareAccelerated ? SimdTier.Vector128
        : SimdTier.Scalar;

    static SimdTier Choose() => (SimdTier)Math.Min((int)Asked(Environment.GetEnvironmentVariable("LAMINA_CPU")), (int)Widest);

    /// <summary>What a value of <c>LAMINA_CPU</c> asks for; the widest without one.</summary>
    /// <exception cref="DeviceException">The value means nothing.</exception>
    internal static SimdTier Asked(string? value) => value switch
    {
        null or "" or "512" => SimdTier.Vector512,
        "256" => SimdTier.Vector256,
        "128" => SimdTier.Vector128,
        "scalar" => SimdTier.Scalar,
        _ => throw new DeviceException($"The environment variable LAMINA_CPU is '{value}'; give it scalar, 128, 256 or 512, or leave it out for the widest vectors of this machine."),
    };
}
