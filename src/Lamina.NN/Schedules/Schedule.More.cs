namespace Lamina.NN;

public abstract partial record Schedule
{
    /// <summary>rate · factor^(number of milestones reached).</summary>
    /// <param name="rate">The rate at first.</param>
    /// <param name="milestones">The times at which the rate is multiplied, rising.</param>
    /// <param name="factor">By what.</param>
    /// <remarks>As PyTorch's <c>MultiStepLR</c>.</remarks>
    public static Schedule MultiStep(double rate, IEnumerable<double> milestones, double factor = 0.1) =>
        new MultiStepSchedule(Rate(rate), Rising(milestones), Rate(factor));

    /// <summary>(rate − final)·(1 − time / length)^power + final, and final from then on.</summary>
    /// <param name="rate">The rate at first.</param>
    /// <param name="length">Length of the way down.</param>
    /// <param name="final">The rate at last.</param>
    /// <param name="power">1 for a straight line.</param>
    /// <remarks>As PyTorch's <c>PolynomialLR</c>, whose final rate is 0, and Keras' <c>PolynomialDecay</c>, whose final rate is 1e-4.</remarks>
    public static Schedule Polynomial(double rate, double length, double final = 0, double power = 1) =>
        new PolynomialSchedule(Rate(rate), Length(length), Rate(final), Rate(power));

    /// <summary>A straight way from one share of the rate to another, which it keeps from then on.</summary>
    /// <param name="rate">The rate.</param>
    /// <param name="length">Length of the way.</param>
    /// <param name="from">Share of the rate at time 0.</param>
    /// <param name="to">Share of the rate at last.</param>
    /// <remarks>As PyTorch's <c>LinearLR</c>, defaults of the shares included.</remarks>
    public static Schedule Linear(double rate, double length, double from = 1.0 / 3, double to = 1) =>
        new LinearSchedule(Rate(rate), Length(length), Rate(from), Rate(to));

    /// <summary>Half cosines from the rate down to final, each followed by a restart; each may be longer and lower than the one before.</summary>
    /// <param name="rate">The rate at first.</param>
    /// <param name="length">Length of the first half cosine.</param>
    /// <param name="final">The rate at the end of each.</param>
    /// <param name="stretch">By what each is longer than the one before; 1 or more.</param>
    /// <param name="lower">By what the rate after a restart is multiplied.</param>
    /// <remarks>As PyTorch's <c>CosineAnnealingWarmRestarts</c> and Keras' <c>CosineDecayRestarts</c> (whose stretch is 2). Source: Loshchilov and Hutter, SGDR, 2017.</remarks>
    public static Schedule CosineRestarts(double rate, double length, double final = 0, double stretch = 1, double lower = 1) => stretch >= 1
        ? new CosineRestartsSchedule(Rate(rate), Length(length), Rate(final), Length(stretch), Rate(lower))
        : throw new ArgumentOutOfRangeException(nameof(stretch), stretch, "Schedule: each cosine is at least as long as the one before.");

    /// <summary>One rise from highest / divide to the highest rate, and one fall to highest / divide / finalDivide: for a whole training.</summary>
    /// <param name="highest">The highest rate.</param>
    /// <param name="length">Length of both; as PyTorch's, whose total counts its steps, the last step lies at length − 1.</param>
    /// <param name="rise">Share of the length that the rise takes.</param>
    /// <param name="divide">What the first rate is below the highest by.</param>
    /// <param name="finalDivide">What the last rate is below the first by.</param>
    /// <param name="cosine">False to go straight.</param>
    /// <param name="threePhases">True to fall to the first rate as the rise went, and then to the last.</param>
    /// <remarks>As PyTorch's <c>OneCycleLR</c>, without its momentum. Source: Smith and Topin, Super-Convergence, 2018.</remarks>
    public static Schedule OneCycle(double highest, double length, double rise = 0.3, double divide = 25, double finalDivide = 1e4, bool cosine = true, bool threePhases = false)
    {
        if (rise is not (> 0 and < 1) || length <= 1 || rise * length <= 1 || (threePhases && rise >= 0.5))
            throw new ArgumentOutOfRangeException(nameof(rise), rise, "Schedule.OneCycle: the rise takes a share of the length, above 0 and below 1 (below 1/2 with three phases), and more than one step.");
        return new OneCycleSchedule(Rate(highest), Length(length), rise, Length(divide), Length(finalDivide), cosine, threePhases);
    }

    /// <summary>Straight rises from the lowest rate to the highest and falls back, over and over.</summary>
    /// <param name="lowest">The lowest rate.</param>
    /// <param name="highest">The highest rate.</param>
    /// <param name="rise">Length of a rise.</param>
    /// <param name="fall">Length of a fall; that of a rise if null.</param>
    /// <param name="shrink">What the height of a cycle is multiplied by from one cycle to the next: 1/2 for PyTorch's <c>triangular2</c>.</param>
    /// <param name="decay">What the height is multiplied by in each unit of time: PyTorch's gamma of <c>exp_range</c>.</param>
    /// <remarks>As PyTorch's <c>CyclicLR</c>, without its momentum. Source: Smith, Cyclical Learning Rates for Training Neural Networks, 2017.</remarks>
    public static Schedule Cyclic(double lowest, double highest, double rise = 2000, double? fall = null, double shrink = 1, double decay = 1) =>
        new CyclicSchedule(Rate(lowest), Rate(highest), Length(rise), Length(fall ?? rise), Rate(shrink), Rate(decay));

    /// <summary>scale · width^(−1/2) · min(n^(−1/2), n·warmUp^(−3/2)), where n = time + 1 counts steps from 1.</summary>
    /// <param name="width">Width of the model.</param>
    /// <param name="warmUp">Steps of the rise.</param>
    /// <param name="scale">What all is multiplied by.</param>
    /// <remarks>Source: Vaswani and others, Attention Is All You Need, 2017, section 5.3; known as Noam.</remarks>
    public static Schedule Noam(double width, double warmUp = 4000, double scale = 1) => new NoamSchedule(Length(width), Length(warmUp), Rate(scale));

    /// <summary>rate / (1 + decay · time / every).</summary>
    /// <param name="rate">The rate at first.</param>
    /// <param name="decay">How fast it falls.</param>
    /// <param name="every">Length of a span.</param>
    /// <param name="stairs">True to count whole spans only.</param>
    /// <remarks>As Keras' <c>InverseTimeDecay</c>.</remarks>
    public static Schedule InverseTime(double rate, double decay, double every = 1, bool stairs = false) =>
        new InverseTimeSchedule(Rate(rate), Rate(decay), Length(every), stairs);

    /// <summary>A rate for each span: the first up to the first boundary, that included, and so on; one rate more than boundaries.</summary>
    /// <param name="boundaries">Where the rates change, rising.</param>
    /// <param name="rates">The rates.</param>
    /// <remarks>As Keras' <c>PiecewiseConstantDecay</c>.</remarks>
    /// <exception cref="ArgumentException">The numbers of boundaries and rates do not fit.</exception>
    public static Schedule Piecewise(IEnumerable<double> boundaries, IEnumerable<double> rates)
    {
        NumberList limits = Rising(boundaries), values = new(rates.Select(Rate));
        return values.Count == limits.Count + 1
            ? new PiecewiseSchedule(limits, values)
            : throw new ArgumentException($"Schedule.Piecewise: {limits.Count} boundaries part time into {limits.Count + 1} spans; got {values.Count} rates.", nameof(rates));
    }

    /// <summary>This schedule up to a time, and from there another, for which time begins anew.</summary>
    /// <param name="next">The schedule that follows.</param>
    /// <param name="at">When it begins, from the beginning of the whole.</param>
    /// <remarks>As PyTorch's <c>SequentialLR</c>: <c>a.Then(b, 5).Then(c, 20)</c> has the milestones 5 and 20.</remarks>
    public Schedule Then(Schedule next, double at)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new SequentialSchedule(this, next, Length(at));
    }

    /// <summary>The product of this schedule and another, whose rate is meant as a factor.</summary>
    /// <param name="factor">A schedule whose rates are factors, such as <c>Schedule.Linear(1, 5)</c>.</param>
    /// <remarks>As PyTorch's <c>ChainedScheduler</c> of schedules that multiply.</remarks>
    public Schedule Times(Schedule factor)
    {
        ArgumentNullException.ThrowIfNull(factor);
        return new ProductSchedule(this, factor);
    }

    static NumberList Rising(IEnumerable<double> times)
    {
        NumberList list = new(times);
        for (int i = 0; i < list.Count; i++)
        {
            if (!double.IsFinite(list[i]) || (i > 0 && !(list[i] > list[i - 1])))
                throw new ArgumentOutOfRangeException(nameof(times), list[i], "Schedule: times must be finite and rise.");
        }

        return list;
    }
}
