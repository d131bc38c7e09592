namespace Lamina.Ops;

/// <summary>One attribute of an op, as exporters, printers and caches see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its .NET type.</param>
/// <param name="Value">Its value: a number, a truth value, a string, an enum, a <see cref="Shape"/> or a struct of those.</param>
public readonly record struct OpAttribute(string Name, Type Type, object? Value);
