namespace Lamina.Formats;

/// <summary>One line of a safetensors header: where a tensor's bytes lie, counted from the end of the header.</summary>
internal readonly record struct SafetensorsEntry(string Name, DType DType, Shape Shape, long Begin, long End)
{
    public TensorSpec Spec => new(DType, Shape);

    /// <summary>The rows from <paramref name="start"/> up to <paramref name="end"/> of the first axis, which lie together.</summary>
    public SafetensorsEntry Rows(long start, long end)
    {
        long row = Shape[0] == 0 ? 0 : (End - Begin) / Shape[0];
        long[] sizes = [.. Shape];
        sizes[0] = end - start;
        return this with { Shape = Shape.Create(sizes), Begin = Begin + (start * row), End = Begin + (end * row) };
    }
}
