namespace Lamina.Data;

/// <summary>A column of an ARFF file as its header declares it.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="IsNumeric">True for <c>numeric</c>, <c>real</c> and <c>integer</c>.</param>
/// <param name="Values">The values of a nominal column, in the order of the header; empty for all others.</param>
public sealed record ArffAttribute(string Name, bool IsNumeric, IReadOnlyList<string> Values);
