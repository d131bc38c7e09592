namespace Lamina.Keras;

/// <summary>The mean of the inputs, element by element. Shape: two or more of one shape, or of shapes that broadcast, of which one with fewer axes gets axes of size 1 behind that of the batch. DType: floating point.</summary>
/// <remarks>As Keras' <c>Average</c>.</remarks>
public sealed class Average : MergeLayer
{
    private protected override Tensor Merge(IReadOnlyList<Tensor> x) => x.Aggregate((a, b) => a + b) / x.Count;
}
