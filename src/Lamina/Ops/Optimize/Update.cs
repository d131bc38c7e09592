namespace Lamina.Ops;

/// <summary>One step of an optimizer, by its formula.</summary>
/// <typeparam name="TFormula">The formula's type.</typeparam>
/// <param name="Formula">The formula, with its settings.</param>
public sealed partial record Update<TFormula>(TFormula Formula) : UpdateOp
    where TFormula : struct, IUpdateFormula
{
    /// <inheritdoc/>
    public override string Name => TFormula.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => Formula.StateNames;

    /// <inheritdoc/>
    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => TableBytes((inputs.Length - 1) / InputsEach);
}
