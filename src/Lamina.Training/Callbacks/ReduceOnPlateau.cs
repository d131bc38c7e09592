using Lamina.NN;

namespace Lamina.Training;

/// <summary>Lowers the learning rate when a value has not become better for a number of epochs.</summary>
/// <remarks>As PyTorch's and Keras' <c>ReduceLROnPlateau</c>; the rule and its defaults are those of <see cref="Plateau"/>. Each <c>Fit</c> begins anew.</remarks>
public sealed class ReduceOnPlateau : Callback
{
    readonly Watch _watch;
    readonly Func<bool, Plateau> _make;
    Plateau? _plateau;
    IReadOnlyDictionary<string, Tensor>? _state;

    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">What is followed: <c>val_loss</c> by default, without validation <c>loss</c>.</param>
    /// <param name="factor">What the rate is multiplied by.</param>
    /// <param name="patience">How many epochs in a row may be no better before the rate falls at the next.</param>
    /// <param name="threshold">By how much a value must be better to count.</param>
    /// <param name="relative">True for a threshold as a share of the best value.</param>
    /// <param name="cooldown">How many epochs after a fall are not counted as bad.</param>
    /// <param name="least">The rate below which it does not go.</param>
    /// <param name="higherIsBetter">Null to follow the metric; a loss is better lower.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ReduceOnPlateau(string? monitor = null, double factor = 0.1, int patience = 10, double threshold = 1e-4, bool relative = true, int cooldown = 0, double least = 0, bool? higherIsBetter = null)
    {
        _watch = new Watch(monitor, higherIsBetter, 0);
        _make = higher => new Plateau(factor, patience, threshold, relative, cooldown, least, higherIsBetter: higher);
        _ = _make(false);
    }

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) => (_plateau, _state) = (null, null);

    /// <inheritdoc/>
    protected internal override OrderedDictionary<string, Tensor> StateDict() => _plateau?.StateDict() ?? (_state is null ? [] : new OrderedDictionary<string, Tensor>(_state));

    // Which way is better is known when the first value comes.
    /// <inheritdoc/>
    protected internal override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => _state = state;

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context)
    {
        double value = _watch.ValueIn(nameof(ReduceOnPlateau), context);
        if (_plateau is null)
        {
            _plateau = _make(_watch.IsHigherBetterIn(context));
            if (_state is not null)
                _plateau.LoadStateDict(_state);
            _state = null;
        }

        double before = context.Model.Optimizer.LearningRate, after = _plateau.Next(value, before);
        if (after != before)
            context.Model.Optimizer.LearningRate = after;
    }
}
