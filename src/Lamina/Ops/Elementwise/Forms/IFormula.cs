namespace Lamina.Ops.Elementwise;

/// <summary>
/// What is common to the formulas of elementwise ops. A formula is a small <c>readonly record struct</c>: its properties
/// are the op's attributes, its <c>Value</c> is computed on lanes of any width.
/// </summary>
internal interface IFormula
{
    /// <summary>The op's name.</summary>
    static abstract string Name { get; }

    /// <summary>Why there is no gradient, or null.</summary>
    static virtual string? NonDifferentiable => null;

    /// <summary>The attributes by name, in the order of declaration: the properties of the struct.</summary>
    IReadOnlyList<OpAttribute> Attributes => [];
}
