namespace Lamina.Ops;

/// <summary>One attribute of an op, as exporters, printers and caches see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value: a number, a truth value, a string, an enum, a <see cref="Shape"/> or a struct of those.</param>
public readonly record struct OpAttribute(string Name, object Value)
{
    /// <summary>Its .NET type.</summary>
    public Type Type => Value.GetType();
}
