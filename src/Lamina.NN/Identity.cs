namespace Lamina.NN;

/// <summary>Gives its input back: a place holder where a module is wanted. Shape: any.</summary>
public sealed class Identity : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x;
}
