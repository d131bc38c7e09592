namespace Lamina.NN;

/// <summary>(Σ xᵖ)^(1/p) over each window. Shape: [N, C, D, H, W] → [N, C, ⌊(D − kernel) / stride⌋ + 1, …]; also without N. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.LPPool3d</c> of later versions: p = 1 gives sums, and with an odd p a sum below 0 gives NaN.</remarks>
/// <param name="normType">p.</param>
/// <param name="kernelSize">Planes, rows and columns of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the border, scaled up to a whole one.</param>
public sealed class LpPool3d(double normType, Size3 kernelSize, Size3? stride = null, bool ceilMode = false) : Layer<Tensor, Tensor>
{
    /// <summary>p.</summary>
    public double NormType { get; } = normType;

    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public Size3 Stride { get; } = stride ?? kernelSize;

    /// <summary>True if a last window may reach beyond the border.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    public override string ToString() => $"LpPool3d({NormType}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 3, batch => batch.LpPool3d(
        NormType, new PoolSettings3d(new PoolSettings(KernelSize.Height, KernelSize.Width, Stride.Height, Stride.Width, CeilMode: CeilMode), KernelSize.Depth, Stride.Depth)));
}
