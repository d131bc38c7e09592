namespace Lamina.Formats.Pickle;

/// <summary>SciPy's <c>csr_matrix</c> in a pickle: of each row the places and values that are not 0.</summary>
internal sealed class PickledRows : IPickleState
{
    const long MostNumbers = 1 << 26;

    OrderedDictionary<object, object?>? _state;

    public void SetState(object? state) => _state = state as OrderedDictionary<object, object?> ?? throw new InvalidDataException("a sparse matrix has another state than SciPy writes");

    /// <summary>The matrix with its zeros, in float32: [rows, columns].</summary>
    /// <exception cref="FileFormatException">Its parts do not fit, or it has more than 2²⁶ numbers.</exception>
    public Tensor ToTensor(string file)
    {
        if (Part("_shape") is not object?[] { Length: 2 } shape || shape is not [long rows, long columns] || rows < 0 || columns < 0 || (Int128)rows * columns > MostNumbers)
            throw Wrong(file, $"a sparse matrix has no shape, or more than {MostNumbers} numbers.");
        long[] starts = Whole("indptr", file), places = Whole("indices", file);
        float[] values = Array("data", file).To(DType.Float32).ToArray<float>();
        if (starts.Length != rows + 1 || places.Length != values.Length || starts[0] != 0 || starts[^1] != values.Length)
            throw Wrong(file, $"a sparse matrix of {rows} rows has {starts.Length} starts of rows, {places.Length} places and {values.Length} values.");
        float[] all = new float[rows * columns];
        for (long row = 0; row < rows; row++)
        {
            if (starts[row + 1] < starts[row] || starts[row + 1] > values.Length)
                throw Wrong(file, $"row {row} of a sparse matrix ends before it starts.");
            for (long i = starts[row]; i < starts[row + 1]; i++)
                all[(row * columns) + (places[i] >= 0 && places[i] < columns ? places[i] : throw Wrong(file, $"row {row} of a sparse matrix has a value in column {places[i]} of {columns}."))] += values[i];
        }

        return Tensor.From<float>(all, [rows, columns]);
    }

    object? Part(string name) => _state is not null && _state.TryGetValue(name, out object? part) ? part : null;

    Tensor Array(string name, string file) => Part(name) is PickledArray array && array.ToTensor(file) is { Rank: 1 } tensor ? tensor : throw Wrong(file, $"a sparse matrix has no '{name}', or one that is no row.");

    long[] Whole(string name, string file) => Array(name, file).To(DType.Int64).ToArray<long>();

    static FileFormatException Wrong(string file, string problem) => new(file, null, problem, "The pickle is damaged; get or make it again.");
}
