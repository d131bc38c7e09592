namespace Lamina.Keras;

/// <summary>The first input less the second, element by element. Shape: two of one shape, or of shapes that broadcast, of which one with fewer axes gets axes of size 1 behind that of the batch. DType: any number.</summary>
/// <remarks>As Keras' <c>Subtract</c>.</remarks>
public sealed class Subtract : MergeLayer
{
    private protected override bool TakesTwo => true;

    private protected override Tensor Merge(IReadOnlyList<Tensor> x) => x[0] - x[1];
}
