namespace Lamina.Training;

public abstract partial class Metric
{
    /// <summary>Σ(|y − ŷ|/max(|y|, ε))/n over all elements, a fraction, as in scikit-learn: <c>mean_absolute_percentage_error</c>. ε is 2⁻⁵².</summary>
    public static Metric MeanAbsolutePercentageError { get; } = new MeanMetric(
        "mean_absolute_percentage_error", (prediction, target) => (prediction - target).Abs() / Tensor.Maximum(target.Abs(), Math.Pow(2, -52)), isFraction: true);

    /// <summary>
    /// The coefficient of determination 1 − Σ(y − ŷ)²/Σ(y − ȳ)², of several outputs [N, outputs] the mean of theirs: <c>r2</c>. NaN for fewer than two samples;
    /// an output that does not vary counts 1 if it is hit exactly, else 0, as in scikit-learn.
    /// </summary>
    public static Metric R2 { get; } = new R2Metric();

    /// <summary>Pearson's correlation of prediction and target, a number for each output [N, outputs]: <c>pearson_correlation</c>. NaN if one does not vary.</summary>
    public static Metric PearsonCorrelation { get; } = new PearsonMetric();

    /// <summary>
    /// Spearman's rank correlation, ties at their mean rank, a number for each output: <c>spearman_correlation</c>. Keeps all values, so a training step is not replayed.
    /// </summary>
    public static Metric SpearmanCorrelation { get; } = new SpearmanMetric();

    /// <summary>The adjusted Rand index of two groupings, group numbers [N] each: 1 if they agree up to names, about 0 by chance: <c>adjusted_rand</c>.</summary>
    /// <remarks>Source: L. Hubert, P. Arabie, Comparing partitions, 1985. Keeps all labels.</remarks>
    public static Metric AdjustedRand { get; } = new ClusterMetric("adjusted_rand");

    /// <summary>
    /// Mutual information of two groupings over the mean of their entropies, from 0 to 1: <c>normalized_mutual_information</c>, as scikit-learn's by default.
    /// </summary>
    /// <remarks>Keeps all labels. Two groupings of one group each agree: 1.</remarks>
    public static Metric NormalizedMutualInformation { get; } = new ClusterMetric("normalized_mutual_information");

    /// <summary>
    /// |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½) of features [N, D] of what was made (prediction) and [M, D] of what is real (target): <c>frechet_distance</c>.
    /// On features of the Inception network it is the FID. Covariances are those of samples, over N − 1.
    /// </summary>
    /// <remarks>Source: M. Heusel et al., GANs trained by a two time-scale update rule converge to a local Nash equilibrium, 2017. The state is of size D².</remarks>
    public static Metric FrechetDistance { get; } = new FrechetDistanceMetric();

    /// <summary>e to the mean of −ln p of the true classes, over all positions: <c>perplexity</c>. Scores [N, …, classes] or [N, classes, …], targets class numbers.</summary>
    /// <param name="ignoreIndex">A target that is not counted, such as padding; null for none.</param>
    /// <param name="fromLogits">True by default: scores are logits. False if probabilities. In a compiled model a categorical loss decides.</param>
    public static Metric Perplexity(long? ignoreIndex = null, bool fromLogits = true) => new PerplexityMetric(ignoreIndex, fromLogits);

    /// <summary>
    /// Σ gain/log₂(rank + 1) over that of the best order: <c>ndcg</c> or <c>ndcg_10</c>, the mean over queries. Scores [queries, items], targets gains of
    /// the same shape or the number of the one relevant item [queries]. Equal scores share their places' discounts; a query without gains counts 0; as scikit-learn's.
    /// </summary>
    /// <param name="k">How many of the highest count; 0 for all.</param>
    /// <remarks>Source: K. Järvelin, J. Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002. Read by the host, so a training step is not replayed.</remarks>
    public static Metric NormalizedDiscountedGain(int k = 0) => Ranking("ndcg", k);

    /// <summary>The mean over queries of 1/rank of the first relevant item, 0 if it is not among the first k: <c>mean_reciprocal_rank</c>. Of equal scores the first item stands first.</summary>
    /// <param name="k">How many of the highest count; 0 for all.</param>
    public static Metric MeanReciprocalRank(int k = 0) => Ranking("mean_reciprocal_rank", k);

    /// <summary>The fraction of queries with a relevant item among the first k: <c>hit_rate_10</c>. Of equal scores the first item stands first.</summary>
    /// <param name="k">How many of the highest count, at least 1.</param>
    public static Metric HitRate(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return Ranking("hit_rate", k);
    }

    /// <summary>10·log₁₀(range²/MSE) in decibels, of the mean squared error over all pixels of all pictures: <c>psnr</c>. ∞ if they are equal.</summary>
    /// <param name="range">The distance of black and white: 1, or 255.</param>
    public static Metric PeakSignalToNoise(double range = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(range);
        return new PeakSignalToNoiseMetric(range);
    }

    /// <summary>
    /// Structural similarity of pictures [N, C, H, W], from −1 to 1, by a Gaussian window of 11×11 pixels with σ = 1.5 where it lies inside, K₁ = 0.01,
    /// K₂ = 0.03: the mean over windows, channels and pictures, <c>ssim</c>.
    /// </summary>
    /// <param name="range">The distance of black and white: 1, or 255.</param>
    /// <remarks>Source: Z. Wang et al., Image quality assessment: from error visibility to structural similarity, 2004.</remarks>
    public static Metric StructuralSimilarity(double range = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(range);
        return new SsimMetric(range, scales: 1);
    }

    /// <summary>
    /// Structural similarity over five scales, each half the last: contrast and structure of all, brightness of the coarsest, to the powers 0.0448, 0.2856,
    /// 0.3001, 0.2363, 0.1333: <c>ms_ssim</c>. Halving takes the mean of 2×2 pixels. Pictures of at least 176 pixels a side.
    /// </summary>
    /// <param name="range">The distance of black and white: 1, or 255.</param>
    /// <remarks>Source: Z. Wang, E. P. Simoncelli, A. C. Bovik, Multi-scale structural similarity for image quality assessment, 2003.</remarks>
    public static Metric MultiScaleSimilarity(double range = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(range);
        return new SsimMetric(range, scales: 5);
    }

    static RankingMetric Ranking(string kind, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        return new RankingMetric(kind, k);
    }
}
