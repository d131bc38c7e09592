using Lamina.Simd;

namespace Lamina.Cpu.Reductions;

/// <summary>How a reduction starts and how two partial results become one.</summary>
internal interface IReduction
{
    static abstract string Name { get; }

    /// <summary>What combines with anything without changing it.</summary>
    static abstract double Identity { get; }

    /// <summary>The same for integers.</summary>
    static abstract long WholeIdentity { get; }

    static abstract TLane Combine<TLane>(TLane a, TLane b)
        where TLane : struct, INumberLane<TLane>;
}
