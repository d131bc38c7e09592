using System.Text;

namespace Lamina.Formats.Pickle;

/// <summary>NumPy's array in a pickle: shape, element type, and its bytes, which Python 2 wrote as a text of Latin-1.</summary>
internal sealed class PickledArray : IPickleState
{
    object?[]? _shape;
    PickledDType? _type;
    object? _bytes;
    bool _isColumnMajor;

    public void SetState(object? state)
    {
        if (state is not object?[] { Length: 5 } parts || parts is not [_, object?[] shape, PickledDType type, bool isColumnMajor, string or byte[]])
            throw new InvalidDataException("an array has another state than NumPy writes");
        (_shape, _type, _isColumnMajor, _bytes) = (shape, type, isColumnMajor, parts[4]);
    }

    /// <summary>The array as a tensor.</summary>
    /// <exception cref="FileFormatException">It has no state, or shape and bytes do not fit.</exception>
    public Tensor ToTensor(string file)
    {
        if (_shape is null || _type is null)
            throw Wrong(file, "an array in it has no content.");
        NpyElement element = _type.Element(file);
        byte[] bytes = _bytes as byte[] ?? Encoding.Latin1.GetBytes((string)_bytes!);
        long[] sizes = Array.ConvertAll(_shape, size => size is long and >= 0 ? (long)size : throw Wrong(file, "a size of an array is no number."));
        Int128 count = 1;
        foreach (long size in sizes)
        {
            if ((count *= size) > bytes.Length)
                break;
        }

        if (count * element.Bytes != bytes.Length)
            throw Wrong(file, $"an array of [{string.Join(", ", sizes)}] has {bytes.Length} bytes.");
        Tensor read = element.Read(new MemoryStream(bytes), _isColumnMajor ? sizes.Reverse().ToArray() : sizes, file);
        return _isColumnMajor && sizes.Length > 1 ? read.Permute([.. Enumerable.Range(0, sizes.Length).Reverse()]) : read;
    }

    static FileFormatException Wrong(string file, string problem) => new(file, null, problem, "The pickle is damaged; get or make it again.");
}
