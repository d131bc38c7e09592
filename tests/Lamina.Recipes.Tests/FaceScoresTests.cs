using Lamina.Recipes.Faces;

namespace Lamina.Recipes.Tests;

public sealed class FaceScoresTests
{
    // Places on a circle, by their angles in degrees: two people, of whom one has a picture near the other.
    static readonly double[] Angles = [0, 2, 4, 6, 8, 10, 90, 92, 94, 96, 98, 20];
    static readonly long[] People = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1];

    [Fact]
    public void Pairs_are_all_of_them_with_their_cosines()
    {
        (double Similarity, bool IsSame)[] pairs = [.. Scores().Pairs()];
        Assert.Equal(66, pairs.Length);
        Assert.Equal(30, pairs.Count(pair => pair.IsSame));
        Assert.Equal(Math.Cos(Math.PI / 90), pairs[0].Similarity, 1e-5);
        Assert.Equal(Math.Cos(78 * Math.PI / 180), pairs[^1].Similarity, 1e-5);
    }

    // The picture at 20 degrees makes five pairs of one person far apart, of 30, and six pairs of two people near, of 36.
    [Fact]
    public void The_equal_error_rate_and_its_threshold_lie_where_the_stray_picture_puts_them()
    {
        (double Similarity, bool IsSame)[] pairs = [.. Scores().Pairs()];
        Assert.Equal(1.0 / 6, FaceScores.EqualErrorRate(pairs), 1e-9);
        double threshold = FaceScores.Threshold(pairs);
        Assert.InRange(threshold, Math.Cos(80 * Math.PI / 180), Math.Cos(20 * Math.PI / 180) + 1e-6);
        Assert.Equal(1.0 / 6, pairs.Count(pair => pair.IsSame && pair.Similarity < threshold) / 30.0, 1e-9);
        Assert.Equal(1.0 / 6, pairs.Count(pair => !pair.IsSame && pair.Similarity >= threshold) / 36.0, 1e-9);
    }

    // One picture of either person is asked about in a draw: the stray one is always given to the other, and every other to its own.
    [Fact]
    public void Pictures_are_given_to_the_nearest_person()
    {
        double identification = Scores().Identification(seed: 1);
        Assert.Equal(11.0 / 12, identification, 0.06);
        Assert.Equal(identification, Scores().Identification(seed: 1));
        Assert.Equal(1, new FaceScores(Places(Angles[..11]), People[..11]).Identification(seed: 1));
    }

    static FaceScores Scores() => new(Places(Angles), People);

    static Tensor Places(double[] angles) =>
        Tensor.From<double>([.. angles.SelectMany(angle => (double[])[Math.Cos(angle * Math.PI / 180), Math.Sin(angle * Math.PI / 180)])], [angles.Length, 2]);
}
