using Lamina.Simd;

namespace Lamina.Ops.Elementwise;

/// <summary>A real function of one number. Integers are computed in float32; the derivative comes from dual numbers.</summary>
internal interface IUnaryFormula : IFormula
{
    TLane Value<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane>;
}

/// <summary>A function of one number that integers have too, in their own dtype.</summary>
internal interface INumberUnaryFormula : IFormula
{
    TLane Value<TLane>(TLane x)
        where TLane : struct, INumberLane<TLane>;
}

/// <summary>A real function whose derivative is cheaper from its value: only the value is then saved.</summary>
internal interface IOutputDerivative : IUnaryFormula
{
    /// <summary>The derivative at x, given y = Value(x).</summary>
    TLane FromOutput<TLane>(TLane y)
        where TLane : struct, IRealLane<TLane>;
}

/// <summary>A real function whose derivative is written out, where that is cheaper or more exact than by dual numbers.</summary>
internal interface IInputDerivative : IUnaryFormula
{
    /// <summary>The derivative at x.</summary>
    TLane FromInput<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane>;
}

/// <summary>A question about one number; the answer is a mask, stored as bool.</summary>
internal interface IUnaryPredicate : IFormula
{
    TLane Mask<TLane>(TLane x)
        where TLane : struct, INumberLane<TLane>;
}
