namespace Lamina.Keras;

/// <summary>The least of the inputs, element by element. Shape: two or more of one shape, or of shapes that broadcast, of which one with fewer axes gets axes of size 1 behind that of the batch. DType: any number.</summary>
/// <remarks>As Keras' <c>Minimum</c>.</remarks>
public sealed class Minimum : MergeLayer
{
    private protected override Tensor Merge(IReadOnlyList<Tensor> x) => x.Aggregate(Tensor.Minimum);
}
