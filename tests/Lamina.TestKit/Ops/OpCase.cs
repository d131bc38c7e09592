namespace Lamina.TestKit;

/// <summary>
/// One op of the catalogue: how to call it, what it means on plain doubles, and on what it is tried. All properties that
/// tests check of an op follow from this one line.
/// </summary>
public sealed record OpCase(string Name, Func<Tensor[], Tensor> Run, Func<Nd[], Nd> Reference)
{
    static readonly DType[] Floats = [DType.Float32, DType.Float64, DType.Float16, DType.BFloat16];
    static readonly DType[] Numbers = [.. Floats, DType.Int64, DType.Int32, DType.Int16, DType.Int8, DType.UInt8];

    /// <summary>Sets of input shapes; the first is used for gradients.</summary>
    public Shape[][] Shapes { get; init; } = [];

    /// <summary>The dtypes that values are checked in; all inputs have the same.</summary>
    public DType[] DTypes { get; init; } = Floats;

    /// <summary>The dtypes of single inputs that keep theirs (indices, conditions): by input number.</summary>
    public Dictionary<int, DType> Fixed { get; init; } = [];

    /// <summary>The range of the inputs' values, by input; the last one given stands for the rest.</summary>
    public (double Low, double High)[] Ranges { get; init; } = [(-3, 3)];

    /// <summary>True if every element is computed alone with exact lane operations: then all tiers give the same bits.</summary>
    public bool IsElementwise { get; init; }

    /// <summary>False for ops without a gradient.</summary>
    public bool IsDifferentiable { get; init; } = true;

    /// <summary>True if the gradient's gradient is checked too.</summary>
    public bool HasSecondDerivative { get; init; }

    /// <summary>True if a run changes a state that the next one starts from, so that a replay goes on from there.</summary>
    public bool HasState { get; init; }

    /// <summary>Special values tried in every input of an elementwise op.</summary>
    public double[] Specials { get; init; } = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, 1e-40, -1e-40, 1.0, -1.0];

    /// <summary>True for a spread: repeated values leave nothing of it but rounding errors, which have no tolerance.</summary>
    public bool Cancels { get; init; }

    /// <summary>Factor on the usual tolerance, for ops that lose digits by nature.</summary>
    public double Slack { get; init; } = 1;

    /// <summary>Size of the terms that cancel in an op whose values pass through zero: an error is also allowed against them.</summary>
    public double Terms { get; init; }

    /// <summary>Input shapes that must be refused.</summary>
    public Shape[][] BadShapes { get; init; } = [];

    /// <summary>What is called, as errors must name it: the method or the op; the case's name unless given.</summary>
    public string Called { get; init; } = Name;

    /// <summary>The exception that bad shapes raise.</summary>
    public Type BadShapeError { get; init; } = typeof(ShapeException);

    /// <summary>An elementwise function of one real number.</summary>
    public static OpCase Unary(string name, Func<Tensor, Tensor> run, Func<double, double> reference, double low = -3, double high = 3, bool second = true) =>
        new(name, x => run(x[0]), x => Nd.Map(x[0], reference))
        {
            Shapes = [[[2, 3]], [[]], [[3, 1, 5]], .. Lengths.Select(n => new Shape[] { [n] })],
            Ranges = [(low, high)],
            IsElementwise = true,
            HasSecondDerivative = second,
        };

    /// <summary>An elementwise function of one number that integers have too.</summary>
    public static OpCase NumberUnary(string name, Func<Tensor, Tensor> run, Func<double, double> reference, double low = -3, double high = 3) =>
        Unary(name, run, reference, low, high) with { DTypes = Numbers };

    /// <summary>An elementwise function of two real numbers.</summary>
    public static OpCase Binary(string name, Func<Tensor, Tensor, Tensor> run, Func<double, double, double> reference, double low = -3, double high = 3, bool second = true) =>
        new(name, x => run(x[0], x[1]), x => Nd.Zip(x[0], x[1], reference))
        {
            Shapes =
            [
                [[2, 3], [2, 3]], [[2, 3], [3]], [[2, 1], [1, 3]], [[], [2, 2]], [[4, 1, 3], [5, 1]], [[0, 3], [3]],
                .. Lengths.Select(n => new Shape[] { [n], [n] }),
            ],
            Ranges = [(low, high)],
            IsElementwise = true,
            HasSecondDerivative = second,
            BadShapes = [[[2, 3], [2, 4]], [[3], [4, 2]]],
        };

    /// <summary>An elementwise function of two numbers that integers have too.</summary>
    public static OpCase NumberBinary(string name, Func<Tensor, Tensor, Tensor> run, Func<double, double, double> reference, double low = -3, double high = 3) =>
        Binary(name, run, reference, low, high) with { DTypes = Numbers };

    /// <summary>Any other op, on the given sets of input shapes.</summary>
    public static OpCase General(string name, Func<Tensor[], Tensor> run, Func<Nd[], Nd> reference, params Shape[][] shapes) =>
        new(name, run, reference) { Shapes = shapes };

    /// <summary>An op of one input on the given shapes.</summary>
    public static OpCase OfOne(string name, Func<Tensor, Tensor> run, Func<Nd, Nd> reference, params Shape[] shapes) =>
        new(name, x => run(x[0]), x => reference(x[0])) { Shapes = [.. shapes.Select(s => new[] { s })] };

    /// <summary>Lengths around the widths of vectors, tiles and grains.</summary>
    static IEnumerable<long> Lengths => TestTier.IsFull
        ? Enumerable.Range(0, 258).Select(n => (long)n).Append(1009)
        : [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 127, 128, 129, 257, 1009];

    public override string ToString() => Name;
}
