namespace Lamina.NN;

/// <summary>(Σ xᵖ)^(1/p) over each window. Shape: [N, C, L] → [N, C, ⌊(L − kernel) / stride⌋ + 1]; also without N. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.LPPool1d</c>: p = 1 gives sums, and with an odd p a sum below 0 gives NaN.</remarks>
/// <param name="normType">p.</param>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the border, scaled up to a whole one.</param>
public sealed class LpPool1d(double normType, int kernelSize, int? stride = null, bool ceilMode = false) : Layer<Tensor, Tensor>
{
    /// <summary>p.</summary>
    public double NormType { get; } = normType;

    /// <summary>Length of the window.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public int Stride { get; } = stride ?? kernelSize;

    /// <summary>True if a last window may reach beyond the border.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <inheritdoc/>
    public override string ToString() => $"LpPool1d({NormType}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 1, batch => batch.LpPool1d(NormType, KernelSize, Stride, CeilMode));
}
