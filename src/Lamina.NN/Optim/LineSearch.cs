namespace Lamina.NN;

/// <summary>
/// Finds a point along a direction where the loss has fallen enough, f ≤ f₀ + c₁·t·f′₀, and is flat enough, |f′| ≤ c₂·|f′₀|: first an interval that holds
/// one, then ever smaller ones, by cubic interpolation.
/// </summary>
/// <param name="evaluate">The point at a rate.</param>
/// <param name="start">The point at rate 0.</param>
/// <param name="largest">The largest magnitude of the direction's elements.</param>
/// <param name="tolerance">The change of parameters at which an interval is too small to go on.</param>
internal sealed class LineSearch(Func<double, LinePoint> evaluate, LinePoint start, double largest, double tolerance)
{
    const double Decrease = 1e-4, Flatness = 0.9, Margin = 0.1;
    const int MostRounds = 25;

    int _rounds;

    public int Evaluations { get; private set; }

    public LinePoint Run(double rate)
    {
        LinePoint previous = start, now = Evaluate(rate);
        for (; _rounds < MostRounds; _rounds++)
        {
            if (IsTooHigh(now) || (_rounds > 1 && now.Value >= previous.Value))
                return Narrow(previous, now);
            if (IsFlat(now))
                return now;
            if (now.Slope >= 0)
                return Narrow(previous, now);
            double next = Lowest(previous, now, now.Rate + (0.01 * (now.Rate - previous.Rate)), now.Rate * 10);
            (previous, now) = (now, Evaluate(next));
        }

        return start.Value <= now.Value ? start : now;
    }

    // The interval lies between the lower and the higher end, on whichever side.
    LinePoint Narrow(LinePoint low, LinePoint high)
    {
        if (low.Value > high.Value)
            (low, high) = (high, low);
        bool isStuck = false;
        for (; _rounds < MostRounds && Math.Abs(high.Rate - low.Rate) * largest >= tolerance; _rounds++)
        {
            double left = Math.Min(low.Rate, high.Rate), right = Math.Max(low.Rate, high.Rate), margin = Margin * (right - left);
            double rate = Lowest(low, high, left, right);

            // Twice in a row close to an end, or on it: away from that end.
            bool isClose = Math.Min(right - rate, rate - left) < margin;
            if (isClose && (isStuck || rate >= right || rate <= left))
            {
                rate = Math.Abs(rate - right) < Math.Abs(rate - left) ? right - margin : left + margin;
                isClose = false;
            }

            isStuck = isClose;
            LinePoint now = Evaluate(rate);
            if (IsTooHigh(now) || now.Value >= low.Value)
            {
                high = now;
                if (low.Value > high.Value)
                    (low, high) = (high, low);
                continue;
            }

            if (IsFlat(now))
                return now;
            if (now.Slope * (high.Rate - low.Rate) >= 0)
                high = low;
            low = now;
        }

        return low;
    }

    LinePoint Evaluate(double rate)
    {
        Evaluations++;
        return evaluate(rate);
    }

    bool IsTooHigh(LinePoint point) => point.Value > start.Value + (Decrease * point.Rate * start.Slope);

    bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Flatness * start.Slope;

    // The minimum of the cubic through both points with their slopes, within bounds; the middle where it has none.
    static double Lowest(LinePoint a, LinePoint b, double from, double to)
    {
        (LinePoint left, LinePoint right) = a.Rate <= b.Rate ? (a, b) : (b, a);
        double bend = left.Slope + right.Slope - (3 * (left.Value - right.Value) / (left.Rate - right.Rate)), square = (bend * bend) - (left.Slope * right.Slope);
        if (!(square >= 0))
            return (from + to) / 2;
        double root = Math.Sqrt(square);
        double rate = right.Rate - ((right.Rate - left.Rate) * ((right.Slope + root - bend) / (right.Slope - left.Slope + (2 * root))));
        return Math.Min(Math.Max(rate, from), to);
    }
}
