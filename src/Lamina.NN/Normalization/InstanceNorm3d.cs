namespace Lamina.NN;

/// <summary>Instance normalization of [N, C, D, H, W] or one sample of it; the shape is kept. See <see cref="InstanceNorm"/>. As <c>torch.nn.InstanceNorm3d</c>.</summary>
public sealed class InstanceNorm3d : InstanceNorm
{
    /// <summary>Makes a layer.</summary>
    /// <param name="numFeatures">Number of channels.</param>
    /// <param name="epsilon">ε; 1e-5 by default.</param>
    /// <param name="momentum">Share of the new batch in the running statistics; 0.1 by default.</param>
    /// <param name="affine">True for γ = 1 and β = 0 to be trained; false by default.</param>
    /// <param name="trackRunningStatistics">True to keep running statistics for evaluation; false by default.</param>
    public InstanceNorm3d(int numFeatures, double epsilon = 1e-5, double momentum = 0.1, bool affine = false, bool trackRunningStatistics = false)
        : base(numFeatures, epsilon, momentum, affine, trackRunningStatistics)
    {
    }

    private protected override string Wanted => $"[N, {NumFeatures}, D, H, W]";

    private protected override bool Takes(int rank) => rank == 5;
}
