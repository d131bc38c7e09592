namespace Lamina.Formats;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors by name, in the order of the file's header.</param>
/// <param name="Metadata">Free texts by name; empty where the file has none.</param>
public sealed record SafetensorsFile(OrderedDictionary<string, Tensor> Tensors, OrderedDictionary<string, string> Metadata);
