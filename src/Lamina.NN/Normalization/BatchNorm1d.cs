namespace Lamina.NN;

/// <summary>Batch normalization of [N, C] or [N, C, L]; the shape is kept. See <see cref="BatchNorm"/>. As <c>torch.nn.BatchNorm1d</c>.</summary>
public sealed class BatchNorm1d : BatchNorm
{
    /// <summary>Makes a layer with γ = 1, β = 0, running mean 0 and running variance 1.</summary>
    /// <param name="numFeatures">Number of channels: axis 1 of the input.</param>
    /// <param name="epsilon">ε; 1e-5 by default.</param>
    /// <param name="momentum">Share of the new batch in the running statistics, 0.1 by default; null for the plain average over all batches.</param>
    /// <param name="affine">False to leave γ and β out.</param>
    /// <param name="trackRunningStatistics">False to use the batch's own statistics in evaluation too.</param>
    public BatchNorm1d(int numFeatures, double epsilon = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStatistics = true)
        : base(numFeatures, epsilon, momentum, affine, trackRunningStatistics)
    {
    }

    private protected override string Wanted => $"[N, {NumFeatures}] or [N, {NumFeatures}, L]";

    private protected override bool Takes(int rank) => rank is 2 or 3;
}
