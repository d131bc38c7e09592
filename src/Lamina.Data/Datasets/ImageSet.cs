namespace Lamina.Data;

/// <summary>
/// A set of labelled pictures of one size, kept as bytes: 60,000 pictures of 28 × 28 take 45 MiB, not 180.
/// </summary>
/// <remarks>Immutable. Conversion to floating point and normalization happen batch by batch, where they are used.</remarks>
public sealed class ImageSet
{
    /// <summary>A set over pixels and labels that exist already; nothing is copied.</summary>
    /// <param name="pixels">count × height × width bytes, row-major, 0 = background, 255 = full ink.</param>
    /// <param name="labels">One class number a picture.</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Columns of a picture.</param>
    /// <param name="classNames">The name of each class; labels index this list.</param>
    /// <exception cref="DataFormatException">
    /// The number of pixels does not fit the number of labels, or a label has no class name.
    /// </exception>
    public ImageSet(
        ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels, int height, int width, IReadOnlyList<string> classNames)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentNullException.ThrowIfNull(classNames);
        if ((long)labels.Length * height * width != pixels.Length)
        {
            throw new DataFormatException(
                $"The pictures and labels of a set do not match: {labels.Length} labels of {height}×{width} pictures " +
                $"need {(long)labels.Length * height * width} bytes of pixels; got {pixels.Length}. " +
                "Take pictures and labels from the same part of the same set.");
        }

        ReadOnlySpan<byte> all = labels.Span;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] >= classNames.Count)
            {
                throw new DataFormatException(
                    $"Label {i} of a set is {all[i]}, but the set has {classNames.Count} classes (0 to {classNames.Count - 1}). " +
                    "The label file is damaged or belongs to another set.");
            }
        }

        Pixels = pixels;
        Labels = labels;
        Height = height;
        Width = width;
        ClassNames = classNames;
    }

    /// <summary>All pixels, count × height × width, row-major; 0 = background, 255 = full ink.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>The class of each picture.</summary>
    public ReadOnlyMemory<byte> Labels { get; }

    /// <summary>Rows of a picture.</summary>
    public int Height { get; }

    /// <summary>Columns of a picture.</summary>
    public int Width { get; }

    /// <summary>The name of each class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How many pictures.</summary>
    public int Count => Labels.Length;

    /// <summary>The pixels of one picture, height × width, row-major.</summary>
    /// <param name="index">Which picture, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such picture.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        CheckIndex(index);
        return Pixels.Span.Slice(index * Height * Width, Height * Width);
    }

    /// <summary>The class of one picture.</summary>
    /// <param name="index">Which picture, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such picture.</exception>
    public int Label(int index)
    {
        CheckIndex(index);
        return Labels.Span[index];
    }

    /// <summary>A run of pictures as a set of its own, over the same memory.</summary>
    /// <param name="start">The first picture.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The run does not lie within the set.</exception>
    public ImageSet Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        int size = Height * Width;
        return new ImageSet(Pixels.Slice(start * size, count * size), Labels.Slice(start, count), Height, Width, ClassNames);
    }

    void CheckIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }
}
