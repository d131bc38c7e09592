namespace Lamina.TestKit;

/// <summary>A plain row-major array of doubles with a shape: what references compute on.</summary>
public sealed class Nd(double[] values, Shape shape)
{
    public double[] Values { get; } = values.Length == shape.Count ? values : throw new ArgumentException($"{values.Length} values for {shape}");

    public Shape Shape { get; } = shape;

    public double this[params ReadOnlySpan<long> index]
    {
        get => Values[Offset(index)];
        set => Values[Offset(index)] = value;
    }

    public static Nd Of(Tensor tensor) => new(tensor.ToArray<double>(), tensor.Shape);

    public static Nd Zeros(Shape shape) => new(new double[shape.Count], shape);

    public static Nd Map(Nd x, Func<double, double> f) => new([.. x.Values.Select(f)], x.Shape);

    /// <summary>Applies a function of two numbers with broadcasting.</summary>
    public static Nd Zip(Nd a, Nd b, Func<double, double, double> f)
    {
        Nd result = Zeros(Shape.Broadcast(a.Shape, b.Shape) ?? throw new ArgumentException($"{a.Shape} and {b.Shape}"));
        foreach (long[] index in result.Indices())
            result[index] = f(a[a.Clip(index)], b[b.Clip(index)]);
        return result;
    }

    /// <summary>Reduces the given axes: <paramref name="f"/> gets the elements of each group in row-major order.</summary>
    public static Nd Reduce(Nd x, int[] axes, bool keepDims, Func<double[], double> f)
    {
        int[] reduced = axes.Length == 0 ? [.. Enumerable.Range(0, x.Shape.Rank)] : [.. axes.Select(x.Shape.Axis)];
        Shape kept = [.. x.Shape.Select((size, i) => reduced.Contains(i) ? 1 : size)];
        Dictionary<long, List<double>> groups = [];
        Nd result = Zeros(kept);
        for (long i = 0; i < kept.Count; i++)
            groups[i] = [];
        foreach (long[] index in x.Indices())
            groups[result.Offset(result.Clip(index))].Add(x[index]);
        foreach ((long place, List<double> group) in groups)
            result.Values[place] = f([.. group]);
        return keepDims ? result : new Nd(result.Values, [.. x.Shape.Where((_, i) => !reduced.Contains(i))]);
    }

    /// <summary>Every index in row-major order.</summary>
    public IEnumerable<long[]> Indices()
    {
        for (long i = 0; i < Values.Length; i++)
        {
            long[] index = new long[Shape.Rank];
            long rest = i;
            for (int axis = Shape.Rank - 1; axis >= 0; axis--)
                (rest, index[axis]) = Math.DivRem(rest, Shape[axis]);
            yield return index;
        }
    }

    /// <summary>The index into this array that broadcasting reads for an index of a wider one.</summary>
    public long[] Clip(long[] index)
    {
        long[] own = index[^Shape.Rank..];
        for (int i = 0; i < own.Length; i++)
            own[i] = Shape[i] == 1 ? 0 : own[i];
        return own;
    }

    long Offset(ReadOnlySpan<long> index)
    {
        long offset = 0;
        for (int i = 0; i < Shape.Rank; i++)
            offset = (offset * Shape[i]) + index[i];
        return offset;
    }
}
