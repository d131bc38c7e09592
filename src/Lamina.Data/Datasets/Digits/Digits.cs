namespace Lamina.Data;

/// <summary>
/// Drawn digits: 28 × 28 pictures that look handwritten, made from stroke skeletons by seed, with no file and no network.
/// </summary>
/// <remarks>
/// <para>Each picture takes one of several ways to write its digit, moves every point of the pen's path a little, bends the
/// whole, slants, turns, stretches and scales it, draws it with a pen of varying width and soft, slightly rough edges, and
/// centres it by its ink, as MNIST does. No pixel comes from recorded handwriting.</para>
/// <para>Picture i of a part is a pure function of (seed, part, i), in exact arithmetic only, so it is the same bytes for any
/// number of threads and on every machine. Each run of ten pictures that starts at a multiple of ten holds every digit once.</para>
/// </remarks>
public static class Digits
{
    /// <summary>Rows and columns of a picture.</summary>
    public const int Side = 28;

    /// <summary>The usual size of the training part.</summary>
    public const int TrainCount = 60_000;

    /// <summary>The usual size of the test part.</summary>
    public const int TestCount = 10_000;

    const int PicturesPerGrain = 250;

    static readonly string[] names = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>The training and the test part at their usual sizes.</summary>
    /// <param name="seed">Any number; the default is the set that published figures speak of.</param>
    /// <returns>Inputs [N, 1, 28, 28] in float32, x / 255, kept as bytes; labels [N] in int64; class names.</returns>
    public static (ArrayDataset Train, ArrayDataset Test) Load(long seed = 0) =>
        (ArrayDataset.From(Generate(TrainCount, seed), "digits, training part", isGenerated: true),
         ArrayDataset.From(Generate(TestCount, seed, part: DigitsPart.Test), "digits, test part", isGenerated: true));

    /// <summary>Draws a run of pictures.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which set.</param>
    /// <param name="firstIndex">The number of the first picture of the run.</param>
    /// <param name="part">Training or test part.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or the run is too long.</exception>
    public static ImageSet Generate(int count, long seed, int firstIndex = 0, DigitsPart part = DigitsPart.Train)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / (Side * Side));
        ArgumentOutOfRangeException.ThrowIfNegative(firstIndex);
        if (part is not (DigitsPart.Train or DigitsPart.Test))
            throw new ArgumentOutOfRangeException(nameof(part), part, "The part is Train or Test.");

        byte[] pixels = new byte[count * Side * Side], labels = new byte[count];
        Philox philox = new(unchecked((ulong)seed));
        int grains = (count + PicturesPerGrain - 1) / PicturesPerGrain;
        Parallel.For(0, grains, grain =>
        {
            DigitPainter painter = new();
            int end = Math.Min(count, (grain + 1) * PicturesPerGrain);
            for (int i = grain * PicturesPerGrain; i < end; i++)
            {
                long number = (long)firstIndex + i;
                int label = Label(philox, part, number);
                DigitDraws draws = new(philox, part, number);
                painter.Paint(label, ref draws, pixels.AsSpan(i * Side * Side, Side * Side));
                labels[i] = (byte)label;
            }
        });
        return new ImageSet(pixels, labels, Side, Side, names);
    }

    // Every ten pictures are a shuffle of the ten digits: classes are balanced, and the order tells a model nothing.
    static int Label(Philox philox, DigitsPart part, long number)
    {
        DigitDraws draws = DigitDraws.OfLabels(philox, part, number / 10);
        Span<byte> order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        for (int i = 9; i > 0; i--)
        {
            int j = draws.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order[(int)(number % 10)];
    }
}
