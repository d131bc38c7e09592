namespace Lamina.Data.Vision;

/// <summary>Along one axis: which places of the old one make up each place of the new one, and how much of each.</summary>
/// <remarks>
/// The filter is as wide as a new pixel where pictures become smaller (antialiasing), and as an old one where they grow. Weights are whole numbers of 2⁻²², as in
/// Pillow, so that results are the same bits on every machine.
/// </remarks>
internal sealed class ResizeAxis
{
    public const int Bits = 22;

    ResizeAxis(int[] first, int[] counts, int[] weights, int stride) => (First, Counts, Weights, Stride) = (first, counts, weights, stride);

    /// <summary>The first old place of each new one.</summary>
    public int[] First { get; }

    /// <summary>How many old places make up each new one.</summary>
    public int[] Counts { get; }

    /// <summary>The weights of new place i start at i · <see cref="Stride"/>.</summary>
    public int[] Weights { get; }

    public int Stride { get; }

    public static ResizeAxis Create(int from, int to, InterpolationMode mode)
    {
        double scale = (double)from / to, stretch = Math.Max(scale, 1), support = (mode == InterpolationMode.Cubic ? 2 : 1) * stretch;
        int stride = ((int)Math.Ceiling(support) * 2) + 1;
        int[] first = new int[to], counts = new int[to], weights = new int[to * stride];
        double[] exact = new double[stride];
        for (int i = 0; i < to; i++)
        {
            double center = (i + 0.5) * scale, sum = 0;
            first[i] = Math.Max((int)(center - support + 0.5), 0);
            counts[i] = Math.Min((int)(center + support + 0.5), from) - first[i];
            for (int k = 0; k < counts[i]; k++)
            {
                exact[k] = Filter((k + first[i] - center + 0.5) / stretch, mode);
                sum += exact[k];
            }

            for (int k = 0; k < counts[i]; k++)
                weights[(i * stride) + k] = (int)Math.Round(exact[k] / sum * (1 << Bits), MidpointRounding.AwayFromZero);
        }

        return new ResizeAxis(first, counts, weights, stride);
    }

    /// <summary>A tent; or Keys' cubic with a = −0.5.</summary>
    static double Filter(double x, InterpolationMode mode)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        return (mode == InterpolationMode.Cubic, x) switch
        {
            (false, < 1) => 1 - x,
            (true, < 1) => ((((A + 2) * x) - (A + 3)) * x * x) + 1,
            (true, < 2) => (((((x - 5) * x) + 8) * x) - 4) * A,
            _ => 0,
        };
    }
}
