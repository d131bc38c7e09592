namespace Lamina.NN;

/// <summary>Batch normalization of [N, C, D, H, W]; the shape is kept. See <see cref="BatchNorm"/>. As <c>torch.nn.BatchNorm3d</c>.</summary>
public sealed class BatchNorm3d : BatchNorm
{
    /// <summary>Makes a layer with γ = 1, β = 0, running mean 0 and running variance 1.</summary>
    /// <param name="numFeatures">Number of channels: axis 1 of the input.</param>
    /// <param name="epsilon">ε; 1e-5 by default.</param>
    /// <param name="momentum">Share of the new batch in the running statistics, 0.1 by default; null for the plain average over all batches.</param>
    /// <param name="affine">False to leave γ and β out.</param>
    /// <param name="trackRunningStatistics">False to use the batch's own statistics in evaluation too.</param>
    public BatchNorm3d(int numFeatures, double epsilon = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStatistics = true)
        : base(numFeatures, epsilon, momentum, affine, trackRunningStatistics)
    {
    }

    private protected override string Wanted => $"[N, {NumFeatures}, D, H, W]";

    private protected override bool Takes(int rank) => rank == 5;
}
