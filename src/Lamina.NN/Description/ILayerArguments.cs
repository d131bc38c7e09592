namespace Lamina.NN;

/// <summary>
/// The arguments of a layer as a file has them, read without trust: what is missing, of another kind or out of range is an error
/// that names file and place.
/// </summary>
public interface ILayerArguments
{
    /// <summary>True if there is an argument of that name, and it is not null.</summary>
    bool Has(string name);

    /// <summary>True or false.</summary>
    bool Bool(string name);

    /// <summary>A whole number of at least <paramref name="least"/>.</summary>
    int Int(string name, int least = int.MinValue);

    /// <summary>A whole number of at least <paramref name="least"/>.</summary>
    long Long(string name, long least = long.MinValue);

    /// <summary>A number.</summary>
    double Double(string name);

    /// <summary>A text.</summary>
    string Text(string name);

    /// <summary>Sizes of axes, each 0 or more.</summary>
    Shape Shape(string name);

    /// <summary>A height and a width, each at least <paramref name="least"/>.</summary>
    Size2 Size2(string name, int least);

    /// <summary>A padding.</summary>
    Padding Padding(string name);

    /// <summary>
    /// To be called before weights are made, with the sizes of the largest: a file cannot ask for more elements than it holds, so that a
    /// small file does not take all memory.
    /// </summary>
    /// <param name="sizes">Sizes that are multiplied.</param>
    void Spend(params ReadOnlySpan<long> sizes);
}
