namespace Lamina.Formats.Pickle;

/// <summary>What a pickled data set may name: NumPy's arrays, SciPy's sparse rows, and dictionaries of lists.</summary>
internal sealed class ScienceBuilders : IPickleBuilders
{
    /// <summary>Reads a pickle of such values.</summary>
    /// <returns>What <see cref="PickleMachine"/> builds; arrays are <see cref="PickledArray"/>, sparse matrices <see cref="PickledRows"/>.</returns>
    /// <exception cref="FileFormatException">The pickle is damaged, or names something else.</exception>
    public static object? Read(byte[] pickle, string file) => new PickleMachine(pickle, file, new ScienceBuilders()).Run();

    public Func<object?[], object?>? Find(string module, string name) => (module, name) switch
    {
        ("numpy.core.multiarray" or "numpy._core.multiarray", "_reconstruct") => _ => new PickledArray(),
        ("numpy", "dtype") => arguments => arguments is [string type, ..] ? new PickledDType(type) : throw new InvalidDataException("an element type has no name"),
        ("scipy.sparse.csr" or "scipy.sparse._csr", "csr_matrix") => _ => new PickledRows(),
        ("collections", "defaultdict") => _ => new OrderedDictionary<object, object?>(),
        ("numpy", "ndarray") or ("__builtin__" or "builtins", "list") => _ => throw new InvalidDataException($"{module}.{name} is called, and stands for a type only"),
        _ => null,
    };

    public object? Persistent(object? id) => throw new InvalidDataException("a value stands outside of the pickle");
}
