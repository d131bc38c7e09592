using Lamina.Data;

namespace Lamina.Recipes.Faces;

/// <summary>How well places on a sphere tell people apart: by all pairs of pictures, and by the nearest of people of whom five pictures are known.</summary>
internal sealed class FaceScores
{
    const int Known = 5, DrawsOfKnown = 100;
    const ulong Stream = 0x4641_0000_0000_0000;

    readonly float[][] _places;
    readonly long[] _people;

    /// <summary>Of places and the people they belong to.</summary>
    /// <param name="places">[N, features], rows of length 1.</param>
    /// <param name="people">Who each is.</param>
    public FaceScores(Tensor places, long[] people)
    {
        _places = [.. places.To(DType.Float32).ToArray<float>().Chunk((int)places.Shape[1])];
        _people = people;
    }

    /// <summary>The cosine of every pair, and whether it is of one person.</summary>
    public IEnumerable<(double Similarity, bool IsSame)> Pairs()
    {
        for (int i = 0; i < _places.Length; i++)
        {
            for (int j = i + 1; j < _places.Length; j++)
                yield return (Product(_places[i], _places[j]), _people[i] == _people[j]);
        }
    }

    /// <summary>The rate at which as large a part of the pairs of one person is refused as of the others is let through, of any pairs.</summary>
    public static double EqualErrorRate(IReadOnlyCollection<(double Similarity, bool IsSame)> pairs)
    {
        var state = Training.Metric.EqualErrorRate().NewState();
        state.Update(Tensor.From<double>([.. pairs.Select(pair => pair.Similarity)], [pairs.Count]), Tensor.From<double>([.. pairs.Select(pair => pair.IsSame ? 1.0 : 0)], [pairs.Count]));
        return state.Value;
    }

    /// <summary>The similarity from which on both errors are most nearly as large.</summary>
    public static double Threshold(IReadOnlyCollection<(double Similarity, bool IsSame)> pairs)
    {
        (double Similarity, bool IsSame)[] sorted = [.. pairs.OrderByDescending(pair => pair.Similarity)];
        long same = sorted.Count(pair => pair.IsSame), others = sorted.Length - same, found = 0, passed = 0;
        foreach ((double similarity, bool isSame) in sorted)
        {
            (found, passed) = isSame ? (found + 1, passed) : (found, passed + 1);
            if ((same - found) * others <= passed * same)
                return similarity;
        }

        return -1;
    }

    /// <summary>
    /// The part of pictures that are nearest to their own person, each person standing in the middle of five pictures of his; the other pictures are asked about. The mean over a hundred draws of the five.
    /// </summary>
    /// <param name="seed">What the draws depend on.</param>
    public double Identification(long seed)
    {
        int[][] own = [.. Enumerable.Range(0, _people.Length).GroupBy(i => _people[i]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        long right = 0, asked = 0;
        for (int draw = 0; draw < DrawsOfKnown; draw++)
        {
            Draws draws = new(seed, Stream, draw);
            int[][] shuffled = [.. own.Select(pictures => Shuffled(pictures, ref draws))];
            float[][] middles = [.. shuffled.Select(pictures => Middle(pictures[..Known]))];
            for (int person = 0; person < own.Length; person++)
            {
                foreach (int picture in shuffled[person][Known..])
                {
                    int nearest = Enumerable.Range(0, middles.Length).MaxBy(other => Product(middles[other], _places[picture]));
                    right += nearest == person ? 1 : 0;
                    asked++;
                }
            }
        }

        return (double)right / asked;
    }

    static int[] Shuffled(int[] pictures, ref Draws draws)
    {
        int[] order = [.. pictures];
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = draws.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    float[] Middle(int[] pictures)
    {
        float[] sum = new float[_places[0].Length];
        foreach (int picture in pictures)
        {
            for (int i = 0; i < sum.Length; i++)
                sum[i] += _places[picture][i];
        }

        float length = (float)Math.Sqrt(Product(sum, sum));
        return [.. sum.Select(value => value / length)];
    }

    static double Product(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }
}
