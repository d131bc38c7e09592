namespace Lamina.NN;

/// <summary>
/// A table of vectors, looked up by number, of which each bag gives one: the sum, the mean or the largest of its vectors. Shape: bags of equal
/// length [bags, length], or one after another [numbers] with the place where each begins [bags] → [bags, dim]. DType: integers in, floating point out.
/// Key: <c>weight</c> [count, dim].
/// </summary>
/// <remarks>
/// As <c>torch.nn.EmbeddingBag</c>, its start included: normal with mean 0 and deviation 1, the padding's vector 0. The padding's number
/// does not count, and gets no gradient. The largest of bags with offsets reads these on the host, so that a captured step runs eagerly.
/// </remarks>
public sealed class EmbeddingBag : Layer<Tensor, Tensor>
{
    /// <summary>Makes a table with random vectors.</summary>
    /// <param name="count">Numbers that can be looked up: 0 … count − 1.</param>
    /// <param name="dimension">Size of a vector.</param>
    /// <param name="mode">What is made of the vectors of a bag.</param>
    /// <param name="paddingIndex">A number that is passed over, counted from the end if negative; null for none.</param>
    /// <param name="maxNorm">The largest norm of a vector that is looked up; null for any.</param>
    /// <param name="normType">Which norm: p of (Σ|w|ᵖ)^(1/p).</param>
    /// <param name="includeLastOffset">True if the offsets end with the count of all numbers.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    /// <exception cref="IndexException">The padding index lies outside the table.</exception>
    /// <exception cref="NumericException">The largest norm or its order is not above 0.</exception>
    public EmbeddingBag(
        long count, long dimension, BagMode mode = BagMode.Mean, long? paddingIndex = null, double? maxNorm = null, double normType = 2, bool includeLastOffset = false)
    {
        Embedding table = new(count, dimension, paddingIndex, maxNorm: maxNorm, normType: normType);
        (Weight, Mode, PaddingIndex, MaxNorm, NormType, IncludeLastOffset) = (table.Weight, mode, table.PaddingIndex, maxNorm, normType, includeLastOffset);
    }

    /// <summary>W, [count, dim].</summary>
    public Parameter Weight { get; }

    /// <summary>What is made of the vectors of a bag.</summary>
    public BagMode Mode { get; }

    /// <summary>The number that is passed over, or null.</summary>
    public long? PaddingIndex { get; }

    /// <summary>The largest norm of a vector that is looked up; null for any.</summary>
    public double? MaxNorm { get; }

    /// <summary>Which norm.</summary>
    public double NormType { get; }

    /// <summary>Whether the offsets end with the count of all numbers.</summary>
    public bool IncludeLastOffset { get; }

    /// <summary>Numbers that can be looked up.</summary>
    public long Count => Weight.Shape[0];

    /// <summary>Size of a vector.</summary>
    public long Dimension => Weight.Shape[1];

    /// <summary>Looks up bags of any length, or with weights.</summary>
    /// <param name="x">Integers [bags, length], or [numbers] with offsets.</param>
    /// <param name="offsets">Integers [bags], rising from 0: the place in <paramref name="x"/> where each bag begins.</param>
    /// <param name="weights">For a sum, what each vector is multiplied by, of the shape of <paramref name="x"/>; ones if null.</param>
    /// <exception cref="ShapeException">The shapes do not fit, or weights come without a sum.</exception>
    /// <exception cref="DTypeException">Numbers or offsets are no integers.</exception>
    public Tensor Forward(Tensor x, Tensor? offsets, Tensor? weights = null) =>
        Around(x, (Layer: this, offsets, weights), static (x, rest) => rest.Layer.LookUp(x, rest.offsets, rest.weights));

    /// <inheritdoc/>
    public override string ToString() => $"EmbeddingBag({Count}, {Dimension}, {Mode})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LookUp(x, null, null);

    Tensor LookUp(Tensor x, Tensor? offsets, Tensor? weights)
    {
        if (!x.DType.IsInteger() || offsets?.DType.IsInteger() == false)
            throw new DTypeException($"{this} looks up integers; got {x.Spec}{(offsets is null ? "" : $" and offsets of {offsets.Spec}")}. Convert them with `To(DType.Int64)`.");
        if (x.Rank != (offsets is null ? 2 : 1) || offsets?.Rank is not (null or 1))
            throw new ShapeException($"{this} needs [bags, length], or [numbers] with offsets [bags]; got {x.Shape}{(offsets is null ? " without offsets" : $" and offsets {offsets.Shape}")}.");
        if (weights is not null && (Mode != BagMode.Sum || weights.Shape != x.Shape))
            throw new ShapeException($"{this}: weights are for sums, one for each number; got {weights.Shape} for {x.Shape}. Use BagMode.Sum.");
        Tensor numbers = x.To(DType.Int64);
        RowNorm.Limit(Weight, numbers.Reshape(-1), MaxNorm, NormType);
        if (offsets is not null)
        {
            Tensor starts = offsets.To(DType.Int64);
            if (IncludeLastOffset)
                starts = starts.Slice(0, 0, starts.Count - 1);

            // The bag of each number: how many bags begin at or before its place.
            Tensor bags = starts.SearchSorted(Tensor.Arange(x.Count), right: true) - 1;
            return Mode == BagMode.Max ? Largest(Padded(numbers, starts, bags, out Tensor filled), filled) : Sums(numbers, bags, starts.Count, weights);
        }

        if (Mode == BagMode.Max)
            return Largest(numbers, Counts(numbers));
        Tensor? factors = Factors(numbers, weights);
        Tensor sum = Weighted(numbers, factors).Sum(1);
        if (Mode == BagMode.Sum)
            return sum;
        return factors is null ? sum / Math.Max(1, numbers.Shape[1]) : sum / Tensor.Maximum(factors.Sum([1], keepDims: true), 1);
    }

    Tensor Rows(Tensor numbers) => Weight.Value.IndexSelect(0, numbers.Reshape(-1)).Reshape([.. numbers.Shape, Dimension]);

    // False for the padding's number; null if all count.
    Tensor? Counts(Tensor numbers) => PaddingIndex is { } padding ? numbers.NotEqualTo(padding) : null;

    // What each vector is multiplied by; null for ones.
    Tensor? Factors(Tensor numbers, Tensor? weights) => Counts(numbers)?.To(Weight.DType) is { } counts ? weights is null ? counts : counts * weights : weights;

    Tensor Weighted(Tensor numbers, Tensor? factors) => factors is null ? Rows(numbers) : Rows(numbers) * factors.Unsqueeze(-1);

    Tensor Sums(Tensor numbers, Tensor bags, long count, Tensor? weights)
    {
        Tensor? factors = Factors(numbers, weights);
        Tensor sum = Tensor.Zeros([count, Dimension], Weight.DType).IndexAdd(0, bags, Weighted(numbers, factors));
        return Mode == BagMode.Mean
            ? sum / Tensor.Maximum(Tensor.Zeros([count], Weight.DType).IndexAdd(0, bags, factors ?? Tensor.Ones(numbers.Shape, Weight.DType)), 1).Unsqueeze(1)
            : sum;
    }

    Tensor Largest(Tensor numbers, Tensor? counts)
    {
        if (numbers.Shape[1] == 0)
            return Tensor.Zeros([numbers.Shape[0], Dimension], Weight.DType);
        if (counts is null)
            return Rows(numbers).Max(1).Values;
        Tensor largest = Rows(numbers).MaskedFill(!counts.Unsqueeze(-1), double.NegativeInfinity).Max(1).Values;
        return Tensor.Where(counts.Any([1], keepDims: true), largest, 0);
    }

    // Bags of any length as rows of the longest's length; those that are filled up are said not to count.
    Tensor Padded(Tensor numbers, Tensor starts, Tensor bags, out Tensor counts)
    {
        Tensor within = Tensor.Arange(numbers.Count) - starts.IndexSelect(0, bags);
        long longest = numbers.Count == 0 ? 0 : within.Max().ToInt64() + 1;
        Tensor places = (bags * longest) + within;
        Shape shape = [starts.Count, longest];
        Tensor Spread(Tensor values) => Tensor.Zeros([shape.Count], DType.Int64).IndexAdd(0, places, values).Reshape(shape);
        counts = Spread((Counts(numbers) ?? Tensor.Ones(numbers.Shape, DType.Bool)).To(DType.Int64)).To(DType.Bool);
        return Spread(numbers);
    }
}
