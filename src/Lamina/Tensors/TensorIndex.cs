namespace Lamina;

/// <summary>
/// One place between the brackets of <c>t[1, .., ^2..]</c>: a number, a range, a tensor of indices, a mask, a new axis.
/// </summary>
/// <remarks>
/// A number takes one index of an axis and drops the axis. A range keeps a part of an axis; <c>..</c> keeps all of one axis.
/// A tensor of integers picks along an axis; a bool tensor picks where it is true, over as many axes as it has.
/// </remarks>
public readonly struct TensorIndex
{
    TensorIndex(TensorIndexKind kind, Range range = default, long step = 1, Tensor? tensor = null, long at = 0) =>
        (Kind, Range, By, Tensor, At) = (kind, range, step, tensor, at);

    /// <summary>An axis of size 1 that the tensor does not have.</summary>
    public static TensorIndex NewAxis => new(TensorIndexKind.NewAxis);

    /// <summary>As many whole axes as the other places leave; at most once between the brackets.</summary>
    public static TensorIndex Ellipsis => new(TensorIndexKind.Ellipsis);

    internal TensorIndexKind Kind { get; }

    internal Range Range { get; }

    internal long By { get; }

    internal Tensor? Tensor { get; }

    /// <summary>A single index; negative ones count from the end.</summary>
    internal long At { get; }

    /// <summary>Every <paramref name="step"/>-th element of a range; a negative step runs from the range's last element to its first.</summary>
    /// <param name="range">The range.</param>
    /// <param name="step">Not 0.</param>
    /// <exception cref="IndexException">The step is 0.</exception>
    public static TensorIndex Step(Range range, long step) =>
        step != 0 ? new TensorIndex(TensorIndexKind.Range, range, step) : throw new IndexException("TensorIndex.Step: the step is 0; it must lead somewhere.");

    /// <summary>A single index; negative ones count from the end.</summary>
    public static implicit operator TensorIndex(int index) => new(TensorIndexKind.At, at: index);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator TensorIndex(long index) => new(TensorIndexKind.At, at: index);

    /// <summary>A single index, written <c>^1</c> for the last.</summary>
    public static implicit operator TensorIndex(Index index) => new(TensorIndexKind.At, at: index.IsFromEnd ? -index.Value : index.Value);

    /// <summary>A part of an axis, written <c>1..</c> or <c>^2..^0</c>.</summary>
    public static implicit operator TensorIndex(Range range) => new(TensorIndexKind.Range, range);

    /// <summary>Integers that pick along an axis, or a mask.</summary>
    /// <exception cref="DTypeException">The tensor is neither integer nor bool.</exception>
    public static implicit operator TensorIndex(Tensor indices)
    {
        if (indices.DType.IsFloatingPoint())
            throw new DTypeException($"An index is a tensor of integers or a bool mask; got {indices.Spec}. Convert it with `To` first.");
        return new TensorIndex(indices.DType == DType.Bool ? TensorIndexKind.Mask : TensorIndexKind.Tensor, tensor: indices);
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        TensorIndexKind.At => At.ToString(System.Globalization.CultureInfo.InvariantCulture),
        TensorIndexKind.Range => By == 1 ? Range.ToString() : $"{Range} by {By}",
        TensorIndexKind.NewAxis => "new axis",
        TensorIndexKind.Ellipsis => "…",
        _ => Tensor!.Spec.ToString(),
    };
}
