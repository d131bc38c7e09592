namespace Lamina.Data;

public sealed partial class ArrayDataset
{
    /// <summary>The same samples, an input normalized when it is read, to float32 (float64 if it was set to that).</summary>
    /// <param name="normalization">What is done; null for nothing, and the stored dtype.</param>
    /// <param name="input">Which input.</param>
    /// <exception cref="ShapeException">The normalization's axis is missing or has another size.</exception>
    public ArrayDataset Normalize(Normalization? normalization, int input = 0) =>
        WithInput(input, InputColumn(input).Normalized(normalization));

    /// <summary>The same samples, an input converted to a dtype when it is read.</summary>
    /// <param name="dtype">The dtype of batches.</param>
    /// <param name="input">Which input.</param>
    /// <exception cref="DTypeException">The input is normalized, and the dtype is neither float32 nor float64.</exception>
    public ArrayDataset To(DType dtype, int input = 0) => WithInput(input, InputColumn(input).To(dtype));

    /// <summary>The same samples, a target converted to a dtype when it is read.</summary>
    /// <param name="dtype">The dtype of batches.</param>
    /// <param name="target">Which target.</param>
    public ArrayDataset TargetsTo(DType dtype, int target = 0) => WithTarget(target, TargetColumn(target).To(dtype));

    /// <summary>The same samples, labels as vectors of zeros with a one at the label's place, in float32: [N] → [N, classes].</summary>
    /// <param name="classes">How many; by default as many as there are class names.</param>
    /// <param name="target">Which target.</param>
    /// <exception cref="DataFormatException">A label lies outside 0 to <paramref name="classes"/> − 1.</exception>
    public ArrayDataset OneHot(int? classes = null, int target = 0)
    {
        int count = classes ?? ClassNames.Count;
        if (count <= 0)
            throw new ArgumentOutOfRangeException(nameof(classes), classes, $"{_info.Name} has no class names, so `OneHot` must be told how many classes there are.");
        ArrayDataset result = WithTarget(target, TargetColumn(target).OneHot(count));
        result.CheckLabels(count, "classes", target);
        return result;
    }

    /// <summary>The same pictures with the channels as the last axis, as Keras has them: [N, C, H, W] → [N, H, W, C].</summary>
    /// <param name="input">Which input.</param>
    /// <remarks>Pictures of several channels are copied once, here; batches then cost what they did before.</remarks>
    /// <exception cref="ShapeException">The input is no picture [N, C, H, W].</exception>
    public ArrayDataset ChannelsLast(int input = 0)
    {
        Column column = InputColumn(input);
        if (column.Sample.Rank != 3)
            throw new ShapeException($"{_info.Name}: `ChannelsLast` needs pictures [N, C, H, W]; got {column.Store.Shape}.");
        long channels = column.Sample[0], height = column.Sample[1], width = column.Sample[2];
        RowStore store = channels == 1
            ? column.Store.Reshaped([height, width, 1])
            : new RowStore(column.Store.ToTensor().Permute(0, 2, 3, 1));
        Normalization? normalization = column.Normalization is { Axis: { } axis } old
            ? new Normalization(old.Means, old.Deviations, column.Sample.Axis(axis) == 0 ? 2 : column.Sample.Axis(axis) - 1)
            : column.Normalization;
        DatasetInfo info = input == 0 ? _info with { HasChannelsFirst = false } : _info;
        return new ArrayDataset(Replaced(_inputs, input, column.Over(store, normalization)), _targets, _weights, _rows, info);
    }

    /// <summary>The same samples, the loss of each multiplied by a weight in training and in evaluation, as Keras' <c>sample_weight</c>.</summary>
    /// <param name="weights">[N]: a number for each sample of this set, 0 or more. Kept in float32, or float64 if they are.</param>
    /// <remarks>The loss of a batch is Σ w·loss / N, where N is the number of samples and not the sum of the weights. Metrics are not weighted.</remarks>
    /// <exception cref="ShapeException">The weights are not [N].</exception>
    /// <exception cref="DataFormatException">A weight is negative or no number.</exception>
    public ArrayDataset WithSampleWeights(Tensor weights) => new(_inputs, _targets, WeightedSet.ColumnOf(weights, this), _rows, _info);

    /// <summary>The same samples under another name.</summary>
    public ArrayDataset Named(string name) => new(_inputs, _targets, _weights, _rows, _info with { Name = name });

    /// <summary>The same samples, said to be drawn by a program or not.</summary>
    internal ArrayDataset Generated(bool isGenerated) => new(_inputs, _targets, _weights, _rows, _info with { IsGenerated = isGenerated });

    /// <summary>Some of the samples, over the same memory.</summary>
    /// <param name="indices">The number here of each sample there.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ArrayDataset Select(IReadOnlyList<long> indices)
    {
        long[] rows = [.. indices];
        Indices.Check(rows, Count);
        return new ArrayDataset(_inputs, _targets, _weights?.Selected(rows), _rows is null ? rows : Indices.Map(rows, _rows), _info);
    }

    IDataset IDataset.Select(IReadOnlyList<long> indices) => Select(indices);

    /// <inheritdoc cref="DatasetExtensions.Take"/>
    public ArrayDataset Take(long count) => Select(Indices.Run(Count, 0, count));

    /// <inheritdoc cref="DatasetExtensions.Skip"/>
    public ArrayDataset Skip(long count) => Select(Indices.Run(Count, count, Count));

    /// <inheritdoc cref="DatasetExtensions.Split"/>
    public (ArrayDataset Kept, ArrayDataset HeldOut) Split(double heldOut, long seed)
    {
        (long[] kept, long[] rest) = Indices.Split(Count, heldOut, seed);
        return (Select(kept), Select(rest));
    }

    /// <inheritdoc cref="DatasetExtensions.SplitLast"/>
    public (ArrayDataset Kept, ArrayDataset HeldOut) SplitLast(double heldOut)
    {
        (long[] kept, long[] rest) = Indices.SplitLast(Count, heldOut);
        return (Select(kept), Select(rest));
    }

    ArrayDataset WithInput(int input, Column column) => new(Replaced(_inputs, input, column), _targets, _weights, _rows, _info);

    ArrayDataset WithTarget(int target, Column column) => new(_inputs, Replaced(_targets, target, column), _weights, _rows, _info);

    internal Column TargetColumn(int target) => (uint)target < (uint)_targets.Length
        ? _targets[target]
        : throw new ArgumentOutOfRangeException(nameof(target), target, $"{_info.Name} has {_targets.Length} targets, numbered from 0.");

    static Column[] Replaced(Column[] columns, int at, Column column)
    {
        Column[] copy = [.. columns];
        copy[at] = column;
        return copy;
    }
}
