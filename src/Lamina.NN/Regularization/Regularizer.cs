namespace Lamina.NN;

/// <summary>
/// A penalty on the size or form of numbers, which training adds to the loss. It stands on a <see cref="Parameter"/>, on the kernel and bias of the layers of Lamina.Keras,
/// or on what a layer gives (<see cref="ActivityRegularization"/>).
/// </summary>
/// <remarks>
/// <c>Fit</c> and <c>Evaluate</c> add all penalties of a network to the loss by themselves, as Keras does; a loop of one's own adds <see cref="Module.Penalty"/>. Penalties of one's own
/// derive from this class; they are not saved with a model.
/// </remarks>
public abstract record Regularizer
{
    /// <summary>The penalty of a tensor.</summary>
    /// <param name="values">A parameter, or the output of a layer.</param>
    /// <returns>A tensor without axes.</returns>
    public abstract Tensor Penalty(Tensor values);

    /// <summary>The sum of magnitudes: l1·Σ|w|. It brings weights to 0 itself.</summary>
    /// <param name="l1">The factor, at least 0.</param>
    /// <remarks>As Keras' <c>L1</c>. Source: Tibshirani, Regression Shrinkage and Selection via the Lasso, 1996.</remarks>
    public static Regularizer L1(double l1 = 0.01) => new L1L2Regularizer(l1, 0);

    /// <summary>The sum of squares: l2·Σw². It keeps weights small.</summary>
    /// <param name="l2">The factor, at least 0. There is no half before it: the gradient is 2·l2·w, so an optimizer's weight decay of d is the same as an l2 of d/2.</param>
    /// <remarks>As Keras' <c>L2</c>. Source: Hoerl and Kennard, Ridge Regression, 1970.</remarks>
    public static Regularizer L2(double l2 = 0.01) => new L1L2Regularizer(0, l2);

    /// <summary>The sum of magnitudes and that of squares: l1·Σ|w| + l2·Σw².</summary>
    /// <param name="l1">The factor of the magnitudes, at least 0.</param>
    /// <param name="l2">The factor of the squares, at least 0.</param>
    /// <remarks>As Keras' <c>L1L2</c>. Source: Zou and Hastie, Regularization and Variable Selection via the Elastic Net, 2005.</remarks>
    public static Regularizer L1L2(double l1 = 0, double l2 = 0) => new L1L2Regularizer(l1, l2);

    /// <summary>The mean over all pairs of rows, or columns, of the magnitude of their cosine: factor·Σ|cos(w_i, w_j)| / pairs. It is 0 where they are at right angles.</summary>
    /// <param name="factor">The factor, at least 0.</param>
    /// <param name="mode">What is compared. The rows of a weight [out, in] are its units; Keras' kernels are [in, out], so that its <c>"columns"</c> is <see cref="OrthogonalMode.Rows"/> here.</param>
    /// <remarks>As Keras' <c>OrthogonalRegularizer</c>, of matrices alone.</remarks>
    public static Regularizer Orthogonal(double factor = 0.01, OrthogonalMode mode = OrthogonalMode.Rows) => new OrthogonalRegularizer(factor, mode);

    private protected static double Factor(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"The factor {name} of a penalty must be 0 or more.");
}

internal sealed record L1L2Regularizer(double L1Factor, double L2Factor) : Regularizer
{
    public double L1Factor { get; } = Factor(L1Factor, "l1");

    public double L2Factor { get; } = Factor(L2Factor, "l2");

    public override Tensor Penalty(Tensor values)
    {
        Tensor? magnitudes = L1Factor > 0 ? values.Abs().WideSum([], keepDims: false) * L1Factor : null;
        if (L2Factor == 0 && magnitudes is not null)
            return magnitudes;
        Tensor squares = values.Square().WideSum([], keepDims: false) * L2Factor;
        return magnitudes is null ? squares : magnitudes + squares;
    }
}

internal sealed record OrthogonalRegularizer(double Strength, OrthogonalMode Mode) : Regularizer
{
    public double Strength { get; } = Factor(Strength, "factor");

    public override Tensor Penalty(Tensor values)
    {
        if (values.Rank != 2)
            throw new ShapeException($"The orthogonal penalty is one of matrices; got {values.Shape}. Set it on weights of two axes.");
        Tensor rows = Mode == OrthogonalMode.Rows ? values : values.T;
        rows = rows.Normalize(axis: 1);
        long count = rows.Shape[0];
        Tensor cosines = rows.MatMul(rows.T) * (1 - Tensor.Eye(count, dtype: rows.DType));

        // Each pair stands there twice. One row makes no pair.
        return cosines.Abs().WideSum([], keepDims: false) * (Strength / Math.Max(1, count * (count - 1)));
    }
}
