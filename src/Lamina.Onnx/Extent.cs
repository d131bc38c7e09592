namespace Lamina.Onnx;

/// <summary>The size of an axis in a recording, and in its twin, whose dynamic axes are longer.</summary>
internal readonly record struct Extent(long Size, long Twin)
{
    /// <summary>Whether it follows a dynamic axis.</summary>
    public bool IsOpen => Size != Twin;

    public static Extent[] Of(Tensor tensor, Tensor twin) => [.. tensor.Shape.Zip(twin.Shape, (size, other) => new Extent(size, other))];

    /// <summary>How often another goes into this one, in both alike; null if it does not.</summary>
    public Extent? Over(Extent other) =>
        other.Size > 0 && other.Twin > 0 && Size % other.Size == 0 && Twin % other.Twin == 0 ? new Extent(Size / other.Size, Twin / other.Twin) : null;
}
