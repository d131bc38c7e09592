namespace Lamina.NN;

/// <summary>
/// Names a field or property in the keys of the state dict, where its own name in PyTorch's spelling would not do.
/// </summary>
/// <param name="name">The name; empty to leave a list's or dictionary's name out, so that its elements stand directly under the module.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class KeyAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
