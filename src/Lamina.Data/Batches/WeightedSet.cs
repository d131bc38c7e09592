namespace Lamina.Data;

/// <summary>The samples of another set, each with a weight.</summary>
/// <param name="source">The samples.</param>
/// <param name="weights">A number for each.</param>
internal sealed class WeightedSet(IDataset source, Column weights) : IDataset
{
    public long Count => source.Count;

    public DatasetInfo Info => source.Info;

    /// <summary>The weights of a set's samples, as they come in batches.</summary>
    /// <exception cref="ShapeException">They are not [N].</exception>
    /// <exception cref="DataFormatException">One is negative or no number.</exception>
    public static Column ColumnOf(Tensor weights, IDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Rank != 1 || weights.Shape[0] != dataset.Count)
            throw new ShapeException($"{dataset.Info.Name} has {dataset.Count} samples, and so many weights are needed, [{dataset.Count}]; got {weights.Spec}.");
        using GradientScope off = Gradients.Off();
        Tensor own = weights.Detach().To(weights.DType == DType.Float64 ? DType.Float64 : DType.Float32).Clone();
        double[] values = own.ToArray<double>();
        int bad = Array.FindIndex(values, value => !(value >= 0 && double.IsFinite(value)));
        return bad < 0
            ? new Column(new RowStore(own))
            : throw new DataFormatException(FormattableString.Invariant($"{dataset.Info.Name}: the weight of sample {bad} is {values[bad]}. Weights are finite numbers, 0 or more."));
    }

    public Batch Read(ReadOnlySpan<long> indices)
    {
        Batch batch = source.Read(indices);
        return new Batch(batch.Inputs, batch.Targets, weights.Read(indices));
    }

    public IDataset At(long epoch) => source.At(epoch) is var now && ReferenceEquals(now, source) ? this : new WeightedSet(now, weights);

    public IDataset Select(IReadOnlyList<long> indices)
    {
        long[] rows = [.. indices];
        return new WeightedSet(source.Select(rows), weights.Selected(rows));
    }
}
