namespace Lamina.NN;

/// <summary>The cosine of the angle between the vectors of two tensors along an axis: Σ a·b / (‖a‖·‖b‖), each norm at least ε. Shape: broadcast, without that axis.</summary>
/// <remarks>As <c>torch.nn.CosineSimilarity</c>. DType: floating point.</remarks>
/// <param name="axis">The axis along which the vectors lie. 1 by default.</param>
/// <param name="epsilon">ε, which keeps vectors of zeros from being divided by 0. 1e-8 by default.</param>
public sealed class CosineSimilarity(int axis = 1, double epsilon = 1e-8) : Module<Tensor, Tensor, Tensor>
{
    /// <summary>The axis along which the vectors lie.</summary>
    public int Axis { get; } = axis;

    /// <summary>ε.</summary>
    public double Epsilon { get; } = epsilon;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor first, Tensor second) => Tensor.CosineSimilarity(first, second, Axis, Epsilon);
}
