namespace Lamina.Data;

/// <summary>
/// A data set of tensors whose first axis counts the samples, kept in their own dtype. Pictures stay bytes; they become
/// float32, normalized, when a batch is made. The tensors are in memory, or in files that may be larger (<see cref="Records"/>).
/// </summary>
/// <remarks>
/// Immutable: what changes a setting gives another set over the same memory. Tensors are not copied: a later write to one shows in the set.
/// </remarks>
public sealed partial class ArrayDataset : IDataset
{
    readonly Column[] _inputs, _targets;

    // In the order of this set, and not of the columns.
    readonly Column? _weights;
    readonly long[]? _rows;
    readonly DatasetInfo _info;

    /// <summary>A set of one input and one target.</summary>
    /// <param name="inputs">[N, …]; comes in batches as it is, until a setting says otherwise.</param>
    /// <param name="targets">[N, …]; integer labels come as int64, everything else as it is.</param>
    /// <param name="classNames">The name of each class, if the targets are labels from 0 on.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <exception cref="DataFormatException">Inputs and targets differ in length, or a label has no class name.</exception>
    public ArrayDataset(Tensor inputs, Tensor targets, IReadOnlyList<string>? classNames = null, string name = "data")
        : this([inputs], [targets], classNames, name)
    {
    }

    /// <summary>A set of several inputs or targets.</summary>
    /// <param name="inputs">At least one tensor [N, …].</param>
    /// <param name="targets">Tensors [N, …]; may be none.</param>
    /// <param name="classNames">The name of each class, if the first target is labels from 0 on.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <exception cref="DataFormatException">The tensors differ in length, or a label has no class name.</exception>
    public ArrayDataset(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> targets, IReadOnlyList<string>? classNames = null, string name = "data")
        : this([.. inputs.Select(input => new RowStore(input))], [.. targets.Select(target => new RowStore(target))], new DatasetInfo { Name = name, ClassNames = classNames ?? [] })
    {
    }

    internal ArrayDataset(RowStore[] inputs, RowStore[] targets, DatasetInfo info)
        : this([.. inputs.Select(store => new Column(store))], [.. targets.Select(AsTarget)], null, null, info)
    {
        CheckLengths(inputs, targets);
        if (info.ClassNames.Count > 0 && _targets.Length > 0)
            CheckLabels(info.ClassNames.Count, "class names");
    }

    ArrayDataset(Column[] inputs, Column[] targets, Column? weights, long[]? rows, DatasetInfo info)
    {
        (_inputs, _targets, _weights, _rows) = (inputs, targets, weights, rows);
        _info = info with
        {
            Inputs = [.. inputs.Select(column => column.Spec)],
            Targets = [.. targets.Select(column => column.Spec)],
            Normalizations = [.. inputs.Select(column => column.Normalization)],
        };
    }

    /// <inheritdoc/>
    public long Count => _rows?.Length ?? _inputs[0].Store.Count;

    /// <inheritdoc/>
    public DatasetInfo Info => _info;

    /// <summary>The name of each class, indexed by the label; empty where the targets are no classes.</summary>
    public IReadOnlyList<string> ClassNames => _info.ClassNames;

    /// <summary>A set of arrays of any rank: <c>ArrayDataset.From(new float[,] {…}, new int[] {…})</c>.</summary>
    /// <param name="inputs">Numbers; the first axis counts the samples. Copied.</param>
    /// <param name="targets">Numbers; the first axis counts the samples. Copied. Integers are labels and come as int64.</param>
    /// <param name="classNames">The name of each class, if the targets are labels from 0 on.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <exception cref="DataFormatException">Inputs and targets differ in length, or a label has no class name.</exception>
    /// <exception cref="DTypeException">No dtype holds the elements.</exception>
    public static ArrayDataset From(Array inputs, Array targets, IReadOnlyList<string>? classNames = null, string name = "data") =>
        new(Tensor.From(inputs), Tensor.From(targets), classNames, name);

    /// <summary>A set of grey pictures: inputs [N, 1, height, width], as bytes x / 255 in float32; labels int64. Nothing is copied.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <param name="isGenerated">Whether a program drew them.</param>
    public static ArrayDataset From(ImageSet pictures, string name = "pictures", bool isGenerated = false)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        RowStore pixels = new(pictures.Pixels, [pictures.Count, 1, pictures.Height, pictures.Width]);
        RowStore labels = new(pictures.Labels, [pictures.Count]);
        return new ArrayDataset([pixels], [labels], new DatasetInfo { Name = name, ClassNames = pictures.ClassNames, HasChannelsFirst = true, IsGenerated = isGenerated }).Normalize(Normalization.Bytes);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public Batch Read(ReadOnlySpan<long> indices)
    {
        ReadOnlySpan<long> rows = Rows(indices);
        Tensor[] inputs = new Tensor[_inputs.Length], targets = new Tensor[_targets.Length];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = _inputs[i].Read(rows);
        for (int i = 0; i < targets.Length; i++)
            targets[i] = _targets[i].Read(rows);
        return new Batch(inputs, targets, _weights?.Read(indices));
    }

    /// <summary>All samples in one batch.</summary>
    public Batch ReadAll() => Read(Indices.Range(0, Count));

    internal Column InputColumn(int input) => _inputs[CheckInput(input)];

    /// <summary>Where samples of this set lie in its columns.</summary>
    internal ReadOnlySpan<long> Rows(ReadOnlySpan<long> indices) => _rows is null ? indices : Indices.Map(indices, _rows);

    int CheckInput(int input) => (uint)input < (uint)_inputs.Length
        ? input
        : throw new ArgumentOutOfRangeException(nameof(input), input, $"{_info.Name} has {_inputs.Length} inputs, numbered from 0.");

    static Column AsTarget(RowStore store) => store.DType.IsInteger() ? new Column(store).To(DType.Int64) : new Column(store);
}
