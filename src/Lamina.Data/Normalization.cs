using System.Globalization;

namespace Lamina.Data;

/// <summary>
/// What turns stored values into what a network reads: (x − mean) / deviation, in float32 (or float64), one subtraction and
/// one division, each correctly rounded. Data that can be saved with a model.
/// </summary>
/// <remarks>One pair of numbers for all values, or one for each place along an axis of the sample: channels, columns.</remarks>
public sealed class Normalization : IEquatable<Normalization>
{
    readonly double[] _means, _deviations;

    /// <summary>The same numbers for all values.</summary>
    /// <param name="mean">What is subtracted.</param>
    /// <param name="deviation">What is then divided by; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the deviation is not above 0.</exception>
    public Normalization(double mean, double deviation)
        : this([mean], [deviation], null)
    {
    }

    /// <summary>Numbers of their own for each place along an axis.</summary>
    /// <param name="means">What is subtracted, for each place.</param>
    /// <param name="deviations">What is then divided by, for each place; above 0.</param>
    /// <param name="axis">The axis of a sample, the axis of the batch not counted; 0 is the channels of [C, H, W] and the columns of a table, −1 the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or a deviation is not above 0.</exception>
    /// <exception cref="ArgumentException">The lists are empty or of different length.</exception>
    public Normalization(IReadOnlyList<double> means, IReadOnlyList<double> deviations, int axis = 0)
        : this(means, deviations, (int?)axis)
    {
    }

    Normalization(IReadOnlyList<double> means, IReadOnlyList<double> deviations, int? axis)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(deviations);
        if (means.Count == 0 || means.Count != deviations.Count)
            throw new ArgumentException($"A normalization needs as many deviations as means, at least one; got {means.Count} means and {deviations.Count} deviations.", nameof(deviations));
        for (int i = 0; i < means.Count; i++)
        {
            if (!double.IsFinite(means[i]))
                throw new ArgumentOutOfRangeException(nameof(means), means[i], $"Mean {i} is not a finite number.");
            if (!(deviations[i] > 0 && double.IsFinite(deviations[i])))
                throw new ArgumentOutOfRangeException(nameof(deviations), deviations[i], $"Deviation {i} is not a finite number above 0.");
        }

        _means = [.. means];
        _deviations = [.. deviations];
        Axis = axis;
    }

    /// <summary>Bytes to [0, 1]: x / 255.</summary>
    public static Normalization Bytes { get; } = new(0, 255);

    /// <summary>What is subtracted.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>What is divided by.</summary>
    public IReadOnlyList<double> Deviations => _deviations;

    /// <summary>The axis of a sample along which the numbers differ; null if they are the same for all values.</summary>
    public int? Axis { get; }

    /// <summary>Bytes by the mean and deviation of their values on the scale from 0 to 1, as the field publishes them.</summary>
    /// <remarks>(x / 255 − mean) / deviation, computed as (x − 255 · mean) / (255 · deviation).</remarks>
    public static Normalization OfBytes(double mean, double deviation) => new(255 * mean, 255 * deviation);

    /// <inheritdoc cref="OfBytes(double, double)"/>
    /// <param name="means">One for each channel.</param>
    /// <param name="deviations">One for each channel.</param>
    /// <param name="axis">The axis of the channels; 0 in [C, H, W], −1 in [H, W, C].</param>
    public static Normalization OfBytes(IReadOnlyList<double> means, IReadOnlyList<double> deviations, int axis = 0) =>
        new([.. means.Select(mean => 255 * mean)], [.. deviations.Select(deviation => 255 * deviation)], axis);

    /// <summary>Mean and standard deviation of a set's stored values. Fit it on the training part alone.</summary>
    /// <param name="train">The set; a normalization that it has already is passed by.</param>
    /// <param name="axis">The axis of a sample whose places get numbers of their own; null for one pair of numbers.</param>
    /// <param name="input">Which input.</param>
    /// <remarks>The deviation is √(Σ(x − mean)² / n), in float64; where it is 0 or not a number 1 is taken, so that constants become 0.</remarks>
    /// <exception cref="DataFormatException">The set is empty, or has values that are not finite.</exception>
    public static Normalization Fit(ArrayDataset train, int? axis = null, int input = 0) => new NormalizationFit(train, axis, input).Result();

    internal static Normalization Make(double[] means, double[] deviations, int? axis) => new(means, deviations, axis);

    /// <summary>Normalizes a batch as reading it from a data set would, to the same bits.</summary>
    /// <param name="batch">[N, …] of stored values, of any dtype.</param>
    /// <returns>float64 for float64, else float32, of the same shape.</returns>
    /// <exception cref="ShapeException">The axis is missing or has another size.</exception>
    public Tensor Apply(Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Column column = new Column(new RowStore(batch)).Normalized(this);
        return column.Read(Indices.Range(0, batch.Shape[0]));
    }

    /// <inheritdoc/>
    public bool Equals(Normalization? other) =>
        other is not null && Axis == other.Axis && _means.AsSpan().SequenceEqual(other._means) && _deviations.AsSpan().SequenceEqual(other._deviations);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Normalization);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Axis, _means.Length, _means[0], _deviations[0]);

    /// <summary>The formula: <c>x / 255</c>, <c>(x − 33.3) / 78.6</c>.</summary>
    public override string ToString()
    {
        if (Axis is { } axis)
            return $"(x − mean) / deviation along axis {axis}";
        string divisor = _deviations[0].ToString("G6", CultureInfo.InvariantCulture);
        return _means[0] == 0 ? $"x / {divisor}" : string.Create(CultureInfo.InvariantCulture, $"(x − {_means[0]:G6}) / {divisor}");
    }
}
