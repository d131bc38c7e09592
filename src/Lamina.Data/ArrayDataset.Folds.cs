namespace Lamina.Data;

public sealed partial class ArrayDataset
{
    /// <inheritdoc cref="DatasetExtensions.Repeat"/>
    public ArrayDataset Repeat(int times) => Select(Indices.Repeated(Count, times));

    /// <inheritdoc cref="DatasetExtensions.StratifiedSplit"/>
    public (ArrayDataset Kept, ArrayDataset HeldOut) StratifiedSplit(double heldOut, long seed, IReadOnlyList<long>? labels = null) =>
        Cut(Strata.Split(this.LabelsOr(labels), heldOut, seed));

    /// <inheritdoc cref="DatasetExtensions.Folds"/>
    public IReadOnlyList<(ArrayDataset Train, ArrayDataset Validation)> Folds(int count, long seed) =>
        [.. Strata.Folds(Count, count, seed).Select(Cut)];

    /// <inheritdoc cref="DatasetExtensions.StratifiedFolds"/>
    public IReadOnlyList<(ArrayDataset Train, ArrayDataset Validation)> StratifiedFolds(int count, long seed, IReadOnlyList<long>? labels = null) =>
        [.. Strata.Folds(this.LabelsOr(labels), count, seed).Select(Cut)];

    internal long[] LabelsOf(int target) =>
        DatasetExtensions.LabelsOf(TargetColumn(target).Raw(DType.Float64).Read(Rows(Indices.Range(0, Count))), _info.Name);

    (ArrayDataset First, ArrayDataset Second) Cut((long[] First, long[] Second) parts) => (Select(parts.First), Select(parts.Second));
}
