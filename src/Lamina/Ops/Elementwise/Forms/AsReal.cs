using Lamina.Simd;

namespace Lamina.Ops.Elementwise;

/// <summary>A number formula seen as a real one, for lanes of floats.</summary>
internal readonly record struct AsReal<F>(F Formula) : IUnaryFormula
    where F : struct, INumberUnaryFormula
{
    public static string Name => F.Name;

    public IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public TLane Value<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane> => Formula.Value(x);
}

/// <summary>A number formula of two seen as a real one, for lanes of floats.</summary>
internal readonly record struct AsRealBinary<F>(F Formula) : IBinaryFormula
    where F : struct, INumberBinaryFormula
{
    public static string Name => F.Name;

    public IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public TLane Value<TLane>(TLane a, TLane b)
        where TLane : struct, IRealLane<TLane> => Formula.Value(a, b);
}

/// <summary>The derivative of a formula, itself a formula.</summary>
internal readonly record struct DerivativeOf<F>(F Formula) : IUnaryFormula
    where F : struct, IUnaryFormula
{
    public static string Name => F.Name + "_derivative";

    public IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public TLane Value<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane> => Formula.Value(Dual<TLane>.Variable(x)).Derivative;
}

/// <summary>The derivative of a formula as a function of its value.</summary>
internal readonly record struct DerivativeByOutput<F>(F Formula) : IUnaryFormula
    where F : struct, IOutputDerivative
{
    public static string Name => F.Name + "_derivative";

    public IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public TLane Value<TLane>(TLane y)
        where TLane : struct, IRealLane<TLane> => Formula.FromOutput(y);
}

/// <summary>The written-out derivative of a formula.</summary>
internal readonly record struct DerivativeByInput<F>(F Formula) : IUnaryFormula
    where F : struct, IInputDerivative
{
    public static string Name => F.Name + "_derivative";

    public IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public TLane Value<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane> => Formula.FromInput(x);
}

/// <summary>A question about one number, asked of the first of two.</summary>
internal readonly record struct FirstOnly<F>(F Formula) : IPredicate
    where F : struct, IUnaryPredicate
{
    public static string Name => F.Name;

    public IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public TLane Mask<TLane>(TLane a, TLane b)
        where TLane : struct, INumberLane<TLane> => Formula.Mask(a);
}

/// <summary>A formula times a factor: the link of the chain rule.</summary>
internal readonly record struct TimesFormula<F>(F Formula) : IBinaryFormula
    where F : struct, IUnaryFormula
{
    public static string Name => F.Name + "_times";

    public IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public TLane Value<TLane>(TLane factor, TLane x)
        where TLane : struct, IRealLane<TLane> => factor * Formula.Value(x);
}
