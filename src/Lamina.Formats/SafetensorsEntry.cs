namespace Lamina.Formats;

/// <summary>One line of a safetensors header: where a tensor's bytes lie, counted from the end of the header.</summary>
internal readonly record struct SafetensorsEntry(string Name, DType DType, Shape Shape, long Begin, long End);
