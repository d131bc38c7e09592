namespace Lamina.Training;

/// <summary>One box of a <see cref="LayerGraph"/>: a layer's call, or an operation between layers.</summary>
/// <param name="Path">The layer's path; for an operation, the path of the module in whose forward it stands. Empty for the input and the network itself.</param>
/// <param name="Name">The layer's class and what it was built with, or the operation's name; <c>input</c> for the input.</param>
/// <param name="Output">What it gave for the example.</param>
/// <param name="IsLayer">Whether it is a layer.</param>
public sealed record LayerNode(string Path, string Name, TensorSpec Output, bool IsLayer);
