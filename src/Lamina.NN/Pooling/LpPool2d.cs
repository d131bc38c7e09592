namespace Lamina.NN;

/// <summary>(Σ xᵖ)^(1/p) over each window. Shape: [N, C, H, W] → [N, C, ⌊(H − kernel) / stride⌋ + 1, …]; also without N. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.LPPool2d</c>: p = 1 gives sums, and with an odd p a sum below 0 gives NaN.</remarks>
/// <param name="normType">p.</param>
/// <param name="kernelSize">Rows and columns of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the border, scaled up to a whole one.</param>
public sealed class LpPool2d(double normType, Size2 kernelSize, Size2? stride = null, bool ceilMode = false) : Layer<Tensor, Tensor>
{
    /// <summary>p.</summary>
    public double NormType { get; } = normType;

    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public Size2 Stride { get; } = stride ?? kernelSize;

    /// <summary>True if a last window may reach beyond the border.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    public override string ToString() => $"LpPool2d({NormType}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 2, batch => batch.LpPool2d(NormType, new PoolSettings(KernelSize.Height, KernelSize.Width, Stride.Height, Stride.Width, CeilMode: CeilMode)));
}
