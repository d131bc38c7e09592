namespace Lamina.NN;

/// <summary>
/// Lowers a learning rate when a value has stopped becoming better, for loops of one's own; in <c>Fit</c>, <c>ReduceOnPlateau</c> does it.
/// </summary>
/// <remarks>
/// As PyTorch's <c>ReduceLROnPlateau</c>, defaults included; Keras' takes a least change of 1e-4, absolute. NaN is never better.
/// <code>
/// Plateau plateau = new(patience: 5);
/// optimizer.LearningRate = plateau.Next(validationLoss, optimizer.LearningRate);
/// </code>
/// </remarks>
public sealed class Plateau
{
    const string BestKey = "best", BadKey = "num_bad_epochs", CooldownKey = "cooldown_counter";

    readonly double _factor, _threshold, _least, _epsilon;
    readonly int _patience, _cooldown;
    readonly bool _higherIsBetter, _relative;

    /// <summary>Makes one that has seen nothing.</summary>
    /// <param name="factor">What the rate is multiplied by; above 0 and below 1.</param>
    /// <param name="patience">How many values in a row may be no better before the rate falls at the next.</param>
    /// <param name="threshold">By how much a value must be better to count.</param>
    /// <param name="relative">True for a threshold as a share of the best value; false for a plain difference.</param>
    /// <param name="cooldown">How many values after a fall are not counted as bad.</param>
    /// <param name="least">The rate below which it does not go.</param>
    /// <param name="epsilon">A fall by no more than this is left out.</param>
    /// <param name="higherIsBetter">True to follow an accuracy.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Plateau(double factor = 0.1, int patience = 10, double threshold = 1e-4, bool relative = true, int cooldown = 0, double least = 0, double epsilon = 1e-8, bool higherIsBetter = false)
    {
        if (factor is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Plateau: the factor must be above 0 and below 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        ArgumentOutOfRangeException.ThrowIfNegative(least);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        (_factor, _patience, _threshold, _relative, _cooldown, _least, _epsilon, _higherIsBetter) = (factor, patience, threshold, relative, cooldown, least, epsilon, higherIsBetter);
    }

    /// <summary>The best value so far; NaN before the first.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>Values in a row that were no better.</summary>
    public int BadCount { get; private set; }

    /// <summary>Values still to come that are not counted as bad.</summary>
    public int CooldownLeft { get; private set; }

    /// <summary>Takes a value, and says with which rate to go on.</summary>
    /// <param name="value">The value that is followed, such as the validation loss of an epoch.</param>
    /// <param name="rate">The rate now.</param>
    public double Next(double value, double rate)
    {
        if (IsBetter(value))
            (Best, BadCount) = (value, 0);
        else
            BadCount++;
        if (CooldownLeft > 0)
            (CooldownLeft, BadCount) = (CooldownLeft - 1, 0);
        if (BadCount <= _patience)
            return rate;
        (CooldownLeft, BadCount) = (_cooldown, 0);
        double lower = Math.Max(rate * _factor, _least);
        return rate - lower > _epsilon ? lower : rate;
    }

    /// <summary>What was seen: the best value and the two counts, each a single number.</summary>
    public OrderedDictionary<string, Tensor> StateDict() => new()
    {
        [BestKey] = Tensor.From<double>([Best], []),
        [BadKey] = Tensor.From<long>([BadCount], []),
        [CooldownKey] = Tensor.From<long>([CooldownLeft], []),
    };

    /// <summary>Takes over what <see cref="StateDict"/> gave.</summary>
    /// <exception cref="StateDictException">A key is missing, or no single number.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string[] keys = [BestKey, BadKey, CooldownKey];
        string[] missing = [.. keys.Where(key => !state.ContainsKey(key))];
        string[] misshapen = [.. keys.Where(key => state.TryGetValue(key, out Tensor? value) && value.Count != 1)];
        if (missing.Length + misshapen.Length > 0)
            throw new StateDictException(nameof(Plateau), missing, [], misshapen);
        (Best, BadCount, CooldownLeft) = (state[BestKey].ToDouble(), (int)state[BadKey].ToDouble(), (int)state[CooldownKey].ToDouble());
    }

    /// <summary>Forgets what was seen.</summary>
    public void Reset() => (Best, BadCount, CooldownLeft) = (double.NaN, 0, 0);

    bool IsBetter(double value)
    {
        if (double.IsNaN(value) || double.IsNaN(Best))
            return !double.IsNaN(value);
        return _higherIsBetter
            ? value > (_relative ? Best * (1 + _threshold) : Best + _threshold)
            : value < (_relative ? Best * (1 - _threshold) : Best - _threshold);
    }
}
