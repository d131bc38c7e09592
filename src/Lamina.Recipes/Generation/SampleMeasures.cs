namespace Lamina.Recipes.Generation;

/// <summary>How near a collection of samples is to a collection of real ones.</summary>
internal static class SampleMeasures
{
    // A matrix of this many rows and 60,000 columns is 60 MB.
    const long Rows = 250;

    /// <summary>
    /// The part of the real ones that the samples could have drawn: that lie nearer to some sample than its k-th nearest other sample. Kynkäänniemi and others, Improved precision and recall
    /// metric for assessing generative models (2019).
    /// </summary>
    /// <param name="real">[N, D].</param>
    /// <param name="samples">[M, D], more than k.</param>
    /// <param name="k">Which neighbour is as far as a sample reaches.</param>
    public static double Recall(Tensor real, Tensor samples, int k = 3)
    {
        Tensor reach = Tensor.Concatenate([.. Chunks(samples).Select(some => SquaredDistances(some, samples).TopK(k + 1, 1, largest: false).Values.Max(1).Values)], 0);
        return Chunks(real).Sum(some => (SquaredDistances(some, samples) <= reach).To(DType.Float32).Max(1).Values.Sum().ToDouble()) / real.Shape[0];
    }

    /// <summary>How far samples of one class lie from their class's mean, in the mean over all classes.</summary>
    /// <param name="samples">[N, D].</param>
    /// <param name="classes">The class of each.</param>
    public static double Spread(Tensor samples, IReadOnlyList<long> classes) => classes.Index().GroupBy(each => each.Item).Average(group =>
    {
        long[] rows = [.. group.Select(each => (long)each.Index)];
        Tensor own = samples.IndexSelect(0, Tensor.From<long>(rows, [rows.Length]));
        return (own - own.Mean([0], keepDims: true)).Square().Sum(1).Sqrt().Mean().ToDouble();
    });

    /// <summary>The mean distance of samples to the nearest of the known ones.</summary>
    /// <param name="samples">[N, D].</param>
    /// <param name="known">[M, D].</param>
    public static double Nearest(Tensor samples, Tensor known) =>
        Chunks(samples).Sum(some => SquaredDistances(some, known).Min(1).Values.Clamp(min: 0).Sqrt().Sum().ToDouble()) / samples.Shape[0];

    static IEnumerable<Tensor> Chunks(Tensor rows)
    {
        for (long first = 0; first < rows.Shape[0]; first += Rows)
            yield return rows.Slice(0, first, Math.Min(first + Rows, rows.Shape[0]));
    }

    // |a|² + |b|² − 2a·b.
    static Tensor SquaredDistances(Tensor a, Tensor b) => a.Square().Sum([1], keepDims: true) + b.Square().Sum(1) - (2 * a.MatMul(b.T));
}
