namespace Lamina.Data;

/// <summary>Brings sequences of different lengths to one, that of the longest.</summary>
/// <remarks>
/// Counterparts: PyTorch's <c>torch.nn.utils.rnn.pad_sequence</c> (with the batch first), and Keras' <c>pad_sequences</c>, which fills and cuts on the left.
/// Little is padded where batches have sequences of like length: see <see cref="BucketSampler"/>.
/// </remarks>
public sealed record SequencePadding
{
    readonly int _multiple = 1;
    readonly int? _maxLength;

    /// <summary>What stands in the new places. 0 by default.</summary>
    public double Value { get; init; }

    /// <summary>Where the new places are. On the right by default.</summary>
    public PaddingSide Side { get; init; }

    /// <summary>The length is brought up to the next multiple of this number: fewer lengths are fewer shapes, and a captured step is recorded once for each. 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int Multiple
    {
        get => _multiple;
        init => _multiple = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(Multiple), value, "Lengths are multiples of a positive number; 1 leaves them as they are.");
    }

    /// <summary>Sequences that are longer lose steps, on the side on which the others are filled; and no multiple goes beyond it. Null, the default, cuts nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int? MaxLength
    {
        get => _maxLength;
        init => _maxLength = value is not <= 0 ? value : throw new ArgumentOutOfRangeException(nameof(MaxLength), value, "The longest sequence has at least 1 step; null sets no limit.");
    }

    /// <summary>Lays sequences side by side.</summary>
    /// <param name="sequences">At least one tensor [steps, …]; all axes but the first are alike.</param>
    /// <exception cref="ShapeException">There is none, or they differ in more than their lengths.</exception>
    /// <exception cref="DTypeException">They differ in dtype.</exception>
    public PaddedSequences Pad(IReadOnlyList<Tensor> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Count == 0)
            throw new ShapeException("Pad: there is no sequence; at least one is needed to know the shape.");
        long[] lengths = new long[sequences.Count];
        for (int i = 0; i < lengths.Length; i++)
        {
            Check(sequences, i);
            lengths[i] = Math.Min(sequences[i].Shape[0], MaxLength ?? long.MaxValue);
        }

        long length = (lengths.Max() + Multiple - 1) / Multiple * Multiple;
        length = Math.Min(length, MaxLength ?? length);
        Scalar value = sequences[0].DType.IsFloatingPoint() ? Value : (long)Value;
        Tensor values = Tensor.Stack([.. sequences.Select(sequence => Filled(sequence, length, value))]);
        return new PaddedSequences(values, Tensor.From(lengths), Side);
    }

    Tensor Filled(Tensor sequence, long length, Scalar value)
    {
        // A negative amount cuts.
        long missing = length - sequence.Shape[0];
        PadAmount[] amounts = new PadAmount[sequence.Rank];
        amounts[0] = Side == PaddingSide.Right ? new PadAmount(0, missing) : new PadAmount(missing, 0);
        return missing == 0 ? sequence : sequence.Pad(amounts, PadMode.Constant, value);
    }

    static void Check(IReadOnlyList<Tensor> sequences, int at)
    {
        Tensor first = sequences[0], sequence = sequences[at];
        if (sequence.Rank == 0 || sequence.Rank != first.Rank || sequence.Shape[1..] != first.Shape[1..])
            throw new ShapeException($"Pad: sequences are [steps, …] and differ in their steps alone; number {at} is {sequence.Spec}, number 0 is {first.Spec}.");
        if (sequence.DType != first.DType)
            throw new DTypeException($"Pad: sequence {at} is {sequence.Spec}, number 0 is {first.Spec}. Bring them to one dtype with `To`.");
    }
}
