namespace Lamina.NN;

/// <summary>Softmax over the channels of each pixel. Shape: [N, C, H, W] or [C, H, W], kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Softmax2d</c>.</remarks>
public sealed class Softmax2d : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Rank is 3 or 4
        ? x.Softmax(-3)
        : throw new ShapeException($"{this} needs [N, C, H, W] or [C, H, W]; got {x.Shape}. Reshape the input, or use Softmax.");
}
