namespace Lamina.Onnx;

/// <summary>An input or output of an ONNX model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type for people: the element and the sizes, dynamic ones by their names.</param>
public sealed record OnnxValueInfo(string Name, string Type)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}";
}
