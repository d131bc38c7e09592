namespace Lamina.NN;

/// <summary>
/// What a parameter is brought to after every update, by whichever optimizer, in captured steps too: <c>parameter.Constraint = Constraint.MaxNorm(3)</c>.
/// </summary>
/// <remarks>
/// Norms are of what comes into each unit: over all axes but the first, and over the whole of a vector. That is Keras' recommendation for its kernels, whose units are the last axis.
/// Constraints of one's own derive from this class; they are not saved with a model.
/// </remarks>
public abstract record Constraint
{
    /// <summary>The values that keep to the constraint.</summary>
    /// <param name="values">A parameter after an update. They are not written to.</param>
    /// <returns>A tensor of the same shape.</returns>
    public abstract Tensor Apply(Tensor values);

    /// <summary>Norms of at most a value: w·min(‖w‖, max) / (‖w‖ + 1e-7).</summary>
    /// <param name="max">The largest norm, at least 0.</param>
    /// <param name="axes">The axes that a norm is taken over; all but the first if null.</param>
    /// <remarks>As Keras' <c>MaxNorm</c>. Source: Srebro, Rennie and Jaakkola, Maximum-Margin Matrix Factorization, 2005; with dropout: Srivastava et al., 2014.</remarks>
    public static Constraint MaxNorm(double max = 2, IReadOnlyList<int>? axes = null) => new NormConstraint("MaxNorm", 0, max, 1, axes);

    /// <summary>Norms between two values, approached by a share of the way at each update: w·(rate·clip(‖w‖, min, max) + (1 − rate)·‖w‖) / (‖w‖ + 1e-7).</summary>
    /// <param name="min">The smallest norm, at least 0.</param>
    /// <param name="max">The largest norm.</param>
    /// <param name="rate">The share, above 0 and at most 1.</param>
    /// <param name="axes">The axes that a norm is taken over; all but the first if null.</param>
    /// <remarks>As Keras' <c>MinMaxNorm</c>.</remarks>
    public static Constraint MinMaxNorm(double min = 0, double max = 1, double rate = 1, IReadOnlyList<int>? axes = null) => new NormConstraint("MinMaxNorm", min, max, rate, axes);

    /// <summary>Norms of 1: w / (‖w‖ + 1e-7).</summary>
    /// <param name="axes">The axes that a norm is taken over; all but the first if null.</param>
    /// <remarks>As Keras' <c>UnitNorm</c>.</remarks>
    public static Constraint UnitNorm(IReadOnlyList<int>? axes = null) => new NormConstraint("UnitNorm", 1, 1, 1, axes);

    /// <summary>No negative values: max(w, 0).</summary>
    /// <remarks>As Keras' <c>NonNeg</c>.</remarks>
    public static Constraint NonNegative() => new NonNegativeConstraint();
}

internal sealed record NonNegativeConstraint : Constraint
{
    public override Tensor Apply(Tensor values) => values.Clamp(min: 0);
}

/// <summary>Norms within limits. One formula serves all three names: where both limits are equal, every norm becomes that one.</summary>
internal sealed record NormConstraint : Constraint
{
    const double Epsilon = 1e-7;

    public NormConstraint(string name, double min, double max, double rate, IReadOnlyList<int>? axes)
    {
        if (!(min >= 0 && max >= min))
            throw new ArgumentOutOfRangeException(nameof(max), max, $"{name}: norms are at least 0, and the largest is not below the smallest, {min}.");
        if (rate is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, $"{name}: the rate must be above 0 and at most 1.");
        (Name, Min, Max, Rate, Axes) = (name, min, max, rate, axes is null ? null : [.. axes]);
    }

    public string Name { get; }

    public double Min { get; }

    public double Max { get; }

    public double Rate { get; }

    public int[]? Axes { get; }

    public override Tensor Apply(Tensor values)
    {
        int[] axes = Axes ?? [.. Enumerable.Range(0, values.Rank).Skip(values.Rank > 1 ? 1 : 0)];
        Tensor norms = values.Square().WideSum(axes, keepDims: true).Sqrt(), wanted = norms.Clamp(Min, Max);
        if (Rate < 1)
            wanted = (wanted * Rate) + (norms * (1 - Rate));
        return (values * (wanted / (norms + Epsilon))).To(values.DType);
    }
}
