using Lamina.NN;

namespace Lamina.Models.Series;

/// <summary>
/// Recurrent layers that read a window of a series, and a dense layer that makes the forecast of their last state: [batch, window, features] → [batch, horizon]. With a lag the forecast is
/// a change from the value that stood so many steps before it (1 for the last value, 12 for that of the same month a year ago), and the layers see the window less that value of the first
/// step to forecast: what they have learnt holds at any level.
/// </summary>
/// <remarks>
/// Keys: <c>recurrent.weight_ih_l0</c> …, <c>head.weight</c>, <c>head.bias</c>; weights begin as PyTorch's. <b>Sources:</b> Hochreiter and Schmidhuber, Long short-term memory (1997);
/// Cho and others, Learning phrase representations using RNN encoder–decoder (2014).
/// </remarks>
public sealed class RecurrentForecaster : Module<Tensor, Tensor>
{
    readonly LastOutput _recurrent;
    readonly Linear _head;

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="kind">Which recurrent layer.</param>
    /// <param name="hiddenSize">Units of a layer.</param>
    /// <param name="layers">Layers on top of one another.</param>
    /// <param name="horizon">Steps to forecast at once.</param>
    /// <param name="features">Numbers a step; the first of them is forecast.</param>
    /// <param name="lag">The forecast is added to the value so many steps before it; 0 for a forecast of the value itself. At least the horizon, if not 0.</param>
    /// <exception cref="ShapeException">A size is below 1, or the lag does not reach into the window.</exception>
    public RecurrentForecaster(RecurrentKind kind, int hiddenSize, int layers = 1, int horizon = 1, int features = 1, int lag = 0)
    {
        if (horizon < 1)
            throw new ShapeException($"RecurrentForecaster: a horizon of {horizon}; it forecasts at least one step.");
        if (lag != 0 && lag < horizon)
            throw new ShapeException($"RecurrentForecaster: a lag of {lag} with a horizon of {horizon}; what a forecast is added to must be known, so that the lag is 0 or at least the horizon.");
        _recurrent = kind switch
        {
            RecurrentKind.Lstm => new LastOutput(new Lstm(features, hiddenSize, layers, batchFirst: true)),
            RecurrentKind.Gru => new LastOutput(new Gru(features, hiddenSize, layers, batchFirst: true)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such recurrent layer."),
        };
        _head = new Linear(hiddenSize, horizon);
        (Kind, HiddenSize, Layers, Horizon, Features, Lag) = (kind, hiddenSize, layers, horizon, features, lag);
    }

    /// <summary>Which recurrent layer.</summary>
    public RecurrentKind Kind { get; }

    /// <summary>Units of a layer.</summary>
    public int HiddenSize { get; }

    /// <summary>Layers on top of one another.</summary>
    public int Layers { get; }

    /// <summary>Steps that are forecast at once.</summary>
    public int Horizon { get; }

    /// <summary>Numbers a step.</summary>
    public int Features { get; }

    /// <summary>How many steps before a forecast stands what it is added to; 0 for none.</summary>
    public int Lag { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 3 || x.Shape[2] != Features || x.Shape[1] < Math.Max(1, Lag))
            throw new ShapeException($"RecurrentForecaster takes windows [batch, steps, {Features}] of at least {Math.Max(1, Lag)} steps; got {x.Spec}.");
        if (Lag == 0)
            return _head.Forward(_recurrent.Forward(x));
        long start = x.Shape[1] - Lag;
        Tensor level = x.Slice(1, start, start + 1), before = x.Slice(1, start, start + Horizon).Slice(2, 0, 1).Squeeze(2);
        return _head.Forward(_recurrent.Forward(x - level)) + before;
    }
}
