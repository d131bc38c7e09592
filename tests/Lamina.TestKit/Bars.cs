namespace Lamina.TestKit;

/// <summary>Pictures 1×8×8 with a bright bar, lying (0) or standing (1): a problem that is learnt in a second.</summary>
public static class Bars
{
    /// <summary>Draws some.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">What they are drawn by.</param>
    public static (float[,,,] Pictures, long[] Labels) Draw(int count, int seed)
    {
        System.Random random = new(seed);
        float[,,,] pictures = new float[count, 1, 8, 8];
        long[] labels = new long[count];
        for (int n = 0; n < count; n++)
        {
            labels[n] = random.Next(2);
            int at = random.Next(8);
            for (int i = 0; i < 64; i++)
                pictures[n, 0, i / 8, i % 8] = (random.NextSingle() * 0.3f) + ((labels[n] == 0 ? i / 8 : i % 8) == at ? 1 : 0);
        }

        return (pictures, labels);
    }
}
