namespace Lamina.NN;

/// <summary>x·min(max(x + 3, 0), 6) / 6 of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Hardswish</c>. Source: Howard and others, Searching for MobileNetV3 (2019).</remarks>
public sealed class Hardswish : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Hardswish();
}
