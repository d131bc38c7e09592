using Lamina.Simd;

namespace Lamina.Ops.Elementwise;

/// <summary>A function of two numbers with its gradient rule.</summary>
internal interface IBinaryRule : IFormula
{
    /// <summary>The values that the rule needs.</summary>
    static virtual Saves Saves(ulong needed) => default;

    /// <summary>The gradients of both inputs, null where not needed; sums over broadcast axes are left to the engine.</summary>
    static virtual Tensor?[] Backward(BackwardContext context) => throw new NotSupportedException();
}

/// <summary>A real function of two numbers. Integers are computed in float32.</summary>
internal interface IBinaryFormula : IBinaryRule
{
    TLane Value<TLane>(TLane a, TLane b)
        where TLane : struct, IRealLane<TLane>;
}

/// <summary>A function of two numbers that integers have too, in their own dtype.</summary>
internal interface INumberBinaryFormula : IBinaryRule
{
    /// <summary>What to do instead with two bool tensors, if the function has no meaning for them; null if it has.</summary>
    static virtual string? InsteadOfBool => null;

    TLane Value<TLane>(TLane a, TLane b)
        where TLane : struct, INumberLane<TLane>;
}

/// <summary>A question about two numbers; the answer is a mask, stored as bool.</summary>
internal interface IPredicate : IFormula
{
    TLane Mask<TLane>(TLane a, TLane b)
        where TLane : struct, INumberLane<TLane>;
}

/// <summary>A power and its like: over lanes for floats, with another formula for integers.</summary>
internal interface ITwofoldFormula : IBinaryFormula
{
    /// <summary>The function of two integers, computed in int64.</summary>
    long Whole(long a, long b);
}

/// <summary>Division with a rest: exact, and one element at a time, since no lane has it.</summary>
internal interface IDivisionFormula : IBinaryRule
{
    /// <summary>The function of two floats, computed in float64.</summary>
    double Real(double a, double b);

    /// <summary>The function of two integers, computed in int64.</summary>
    long Whole(long a, long b);
}
