namespace Lamina.NN;

/// <summary>
/// A learning rate as a function of time. Time is what the caller counts: epochs (with fractions) or steps; a schedule's lengths are in the same
/// unit. Schedules are data: equal if their settings are.
/// </summary>
/// <example><code>
/// Schedule schedule = Schedule.Cosine(0.1, length: 90).WarmUp(5);
/// optimizer.LearningRate = schedule.At(epoch);
/// </code></example>
public abstract partial record Schedule
{
    /// <summary>The learning rate.</summary>
    /// <param name="time">Epochs or steps gone by, from 0.</param>
    public abstract double At(double time);

    /// <summary>The same rate always.</summary>
    /// <param name="rate">The rate.</param>
    public static Schedule Constant(double rate) => new ConstantSchedule(Rate(rate));

    /// <summary>rate · factor^⌊time / every⌋: a stair.</summary>
    /// <param name="rate">The rate at first.</param>
    /// <param name="every">Length of a stair.</param>
    /// <param name="factor">By what the rate is multiplied at each.</param>
    /// <remarks>As PyTorch's <c>StepLR</c>.</remarks>
    public static Schedule Step(double rate, double every, double factor = 0.1) => new StepSchedule(Rate(rate), Length(every), Rate(factor));

    /// <summary>rate · factor^(time / every).</summary>
    /// <param name="rate">The rate at first.</param>
    /// <param name="factor">By what the rate is multiplied in each span.</param>
    /// <param name="every">Length of a span.</param>
    /// <remarks>As PyTorch's <c>ExponentialLR</c> and Keras' <c>ExponentialDecay</c>.</remarks>
    public static Schedule Exponential(double rate, double factor, double every = 1) => new ExponentialSchedule(Rate(rate), Rate(factor), Length(every));

    /// <summary>Half a cosine from rate down to final: final + (rate − final)·(1 + cos(π·time / length))/2, and final from then on.</summary>
    /// <param name="rate">The rate at first.</param>
    /// <param name="length">Length of the way down.</param>
    /// <param name="final">The rate at last.</param>
    /// <remarks>As Keras' <c>CosineDecay</c>. Source: Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2017.</remarks>
    public static Schedule Cosine(double rate, double length, double final = 0) => new CosineSchedule(Rate(rate), Length(length), Rate(final));

    /// <summary>This schedule after a straight rise to its first rate, which takes time of its own: the schedule begins when the rise is over.</summary>
    /// <param name="length">Length of the rise.</param>
    /// <param name="from">Share of the first rate at time 0.</param>
    public Schedule WarmUp(double length, double from = 0) => new WarmUpSchedule(this, Length(length), Rate(from));

    static double Rate(double value) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Schedule: rates and factors must be 0 or more.");

    static double Length(double value) =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Schedule: lengths must be above 0.");
}
