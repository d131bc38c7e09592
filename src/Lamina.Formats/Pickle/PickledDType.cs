namespace Lamina.Formats.Pickle;

/// <summary>NumPy's element type in a pickle: a name, and the byte order that comes as its state.</summary>
/// <param name="name">Kind and bytes, such as <c>f4</c>.</param>
internal sealed class PickledDType(string name) : IPickleState
{
    bool _isBigEndian;

    public void SetState(object? state)
    {
        if (state is not object?[] { Length: >= 2 } parts || parts[1] is not string order)
            throw new InvalidDataException("an element type has another state than NumPy writes");
        _isBigEndian = order == ">";
    }

    public NpyElement Element(string file) => NpyElement.Of(name.Length == 2 ? (_isBigEndian ? ">" : "<") + name : name, file);
}
