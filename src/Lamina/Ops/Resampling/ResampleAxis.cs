namespace Lamina.Ops;

/// <summary>What an axis becomes when it is resampled: each output is a weighted sum of a few inputs that lie side by side.</summary>
/// <param name="Inputs">Size before.</param>
/// <param name="Outputs">Size after.</param>
/// <param name="Step">How far two neighbouring outputs lie apart, in inputs.</param>
/// <param name="Mode">Which inputs, and with which weights.</param>
/// <param name="AlignCorners">Whether the first and last elements lie on each other; else the outer borders do.</param>
/// <param name="Antialias">Whether the weights spread over all that an output covers when the axis shrinks.</param>
internal readonly record struct ResampleAxis(long Inputs, long Outputs, double Step, InterpolationMode Mode, bool AlignCorners = false, bool Antialias = false)
{
    /// <summary>Whether the axis stays as it is.</summary>
    public bool IsIdentity => Inputs == Outputs && (Step == 1 || Inputs == 1);

    /// <summary>No output has more terms.</summary>
    public int MostTerms => (Mode, Antialias) switch
    {
        (InterpolationMode.Nearest or InterpolationMode.NearestExact, _) => 1,
        (InterpolationMode.Area, _) => checked((int)((Inputs + Outputs - 1) / Outputs) + 1),
        (_, true) => checked((int)Math.Ceiling(2 * Support) + 2),
        (InterpolationMode.Linear, _) => 2,
        _ => 4,
    };

    double Stretch => Math.Max(1, Step);

    double Support => (Mode == InterpolationMode.Linear ? 1 : 2) * Stretch;

    /// <summary>An axis of a given new size.</summary>
    /// <param name="inputs">Size before.</param>
    /// <param name="outputs">Size after.</param>
    /// <param name="scale">The factor that was asked for, if one was: the size is rounded, the step is not.</param>
    /// <param name="mode">Which inputs, and with which weights.</param>
    /// <param name="alignCorners">Whether the first and last elements lie on each other.</param>
    /// <param name="antialias">Whether weights spread when the axis shrinks.</param>
    public static ResampleAxis To(long inputs, long outputs, double? scale, InterpolationMode mode, bool alignCorners, bool antialias)
    {
        double step = mode == InterpolationMode.Area ? (double)inputs / outputs
            : alignCorners ? (outputs > 1 ? (inputs - 1.0) / (outputs - 1) : 0)
            : scale is { } factor ? 1 / factor
            : (double)inputs / outputs;
        return new ResampleAxis(inputs, outputs, step, mode, alignCorners, antialias);
    }

    /// <summary>The terms of an output: which inputs and with which weights. Gives their number.</summary>
    public int Terms(long output, Span<int> places, Span<double> weights)
    {
        switch (Mode)
        {
            // In single precision, as PyTorch: which of two elements is the nearest hangs on it.
            case InterpolationMode.Nearest: return One((long)MathF.Floor(output * (float)Step), places, weights);
            case InterpolationMode.NearestExact: return One((long)MathF.Floor((output + 0.5f) * (float)Step), places, weights);
            case InterpolationMode.Area: return Mean(output, places, weights);
            default: return Antialias ? Spread(output, places, weights) : Mode == InterpolationMode.Linear ? Line(output, places, weights) : Curve(output, places, weights);
        }
    }

    /// <summary>The weights as a matrix [outputs, inputs].</summary>
    public double[] Matrix()
    {
        double[] matrix = new double[Outputs * Inputs];
        int[] places = new int[MostTerms];
        double[] weights = new double[MostTerms];
        for (long i = 0; i < Outputs; i++)
        {
            int terms = Terms(i, places, weights);
            for (int t = 0; t < terms; t++)
                matrix[(i * Inputs) + places[t]] += weights[t];
        }

        return matrix;
    }

    // Keys' kernel, 1 at 0 and 0 at all other integers.
    static double Keys(double x, double a) => x < 1 ? ((((a + 2) * x) - (a + 3)) * x * x) + 1 : x < 2 ? ((((x - 5) * x) + 8) * x - 4) * a : 0;

    int One(long place, Span<int> places, Span<double> weights)
    {
        (places[0], weights[0]) = ((int)Math.Min(place, Inputs - 1), 1);
        return 1;
    }

    int Line(long output, Span<int> places, Span<double> weights)
    {
        double at = AlignCorners ? Step * output : Math.Max(0, (Step * (output + 0.5)) - 0.5);
        long first = Math.Min((long)at, Inputs - 1);
        double part = Math.Min(at - first, 1);
        (places[0], weights[0]) = ((int)first, 1 - part);
        (places[1], weights[1]) = ((int)Math.Min(first + 1, Inputs - 1), part);
        return 2;
    }

    int Curve(long output, Span<int> places, Span<double> weights)
    {
        double at = AlignCorners ? Step * output : (Step * (output + 0.5)) - 0.5;
        double first = Math.Floor(at);
        for (int t = 0; t < 4; t++)
        {
            places[t] = (int)Math.Clamp((long)first - 1 + t, 0, Inputs - 1);
            weights[t] = Keys(Math.Abs(at - first + 1 - t), -0.75);
        }

        return 4;
    }

    int Mean(long output, Span<int> places, Span<double> weights)
    {
        long start = AdaptiveWindows.Start(output, Outputs, Inputs);
        int count = (int)(AdaptiveWindows.End(output, Outputs, Inputs) - start);
        for (int t = 0; t < count; t++)
            (places[t], weights[t]) = ((int)start + t, 1.0 / count);
        return count;
    }

    int Spread(long output, Span<int> places, Span<double> weights)
    {
        double centre = Step * (output + 0.5), sum = 0;
        long start = Math.Max(0, (long)(centre - Support + 0.5)), end = Math.Min(Inputs, (long)(centre + Support + 0.5));
        int count = (int)(end - start);
        for (int t = 0; t < count; t++)
        {
            double distance = Math.Abs((start + t - centre + 0.5) / Stretch);
            (places[t], weights[t]) = ((int)start + t, Mode == InterpolationMode.Linear ? Math.Max(0, 1 - distance) : Keys(distance, -0.5));
            sum += weights[t];
        }

        for (int t = 0; t < count; t++)
            weights[t] /= sum;
        return count;
    }
}
