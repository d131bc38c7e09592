namespace Lamina.Training;

/// <summary>The losses of a training that its guard remembers: the first few and the last few.</summary>
internal sealed class GuardLosses
{
    const int FirstCount = 3, LastCount = 60;

    readonly double[] _last = new double[LastCount];
    double _firstSum;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>The loss of the step.</summary>
    public double Current { get; private set; } = double.NaN;

    /// <summary>The mean of the first three.</summary>
    public double First => _firstSum / Math.Min(FirstCount, Math.Max(1, Count));

    /// <summary>All that is remembered, as numbers.</summary>
    public double[] Memory
    {
        get => [_firstSum, Count, Current, .. _last];
        set
        {
            (_firstSum, Count, Current) = (value[0], (long)value[1], value[2]);
            value.AsSpan(3, LastCount).CopyTo(_last);
        }
    }

    public void Add(double loss)
    {
        if (Count < FirstCount)
            _firstSum += loss;
        _last[Count++ % LastCount] = loss;
        Current = loss;
    }

    /// <summary>The last losses, the newest first; as many as are known.</summary>
    public IEnumerable<double> Latest(int count, int skip = 0)
    {
        for (int back = skip; back < Math.Min(Math.Min(count + skip, LastCount), Count); back++)
            yield return _last[(Count - 1 - back) % LastCount];
    }
}
