namespace Lamina;

/// <summary>One run of an op, as a <see cref="Profiler"/> saw it.</summary>
/// <param name="Name">The op.</param>
/// <param name="Layer">The path of the layer that asked for it, such as <c>net.conv1</c>; empty outside of layers.</param>
/// <param name="IsBackward">Whether it computed a gradient.</param>
/// <param name="Start">When it began, from the start of the profile.</param>
/// <param name="Duration">How long its kernel ran.</param>
/// <param name="Flops">Floating-point operations that it must at least do.</param>
/// <param name="Bytes">Bytes that it must at least read and write.</param>
public readonly record struct OpTime(string Name, string Layer, bool IsBackward, TimeSpan Start, TimeSpan Duration, double Flops, double Bytes);
