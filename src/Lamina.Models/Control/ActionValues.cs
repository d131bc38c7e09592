using Lamina.NN;

namespace Lamina.Models.Control;

/// <summary>Dense layers with ReLU that say what each action is worth at what is seen: [N, observation] → [N, actions].</summary>
/// <remarks>Keys: <c>layers.0.weight</c> …; weights begin as PyTorch's.</remarks>
public sealed class ActionValues : Module<Tensor, Tensor>
{
    readonly Sequential _layers;

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="observationSize">Numbers of an observation.</param>
    /// <param name="actions">How many actions there are.</param>
    /// <param name="hiddenSize">Units of a hidden layer.</param>
    /// <param name="hiddenLayers">Hidden layers.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    public ActionValues(int observationSize, int actions, int hiddenSize = 128, int hiddenLayers = 2)
    {
        if (observationSize < 1 || actions < 1 || hiddenSize < 1 || hiddenLayers < 1)
            throw new ShapeException($"ActionValues({observationSize}→{actions}, {hiddenLayers} × {hiddenSize}): sizes and the number of layers are at least 1.");
        (ObservationSize, Actions, HiddenSize, HiddenLayers) = (observationSize, actions, hiddenSize, hiddenLayers);
        _layers = [];
        for (int layer = 0, size = observationSize; layer < hiddenLayers; layer++, size = hiddenSize)
        {
            _layers.Add(new Linear(size, hiddenSize));
            _layers.Add(new Relu());
        }

        _layers.Add(new Linear(hiddenSize, actions));
    }

    /// <summary>Numbers of an observation.</summary>
    public int ObservationSize { get; }

    /// <summary>How many actions there are.</summary>
    public int Actions { get; }

    /// <summary>Units of a hidden layer.</summary>
    public int HiddenSize { get; }

    /// <summary>Hidden layers.</summary>
    public int HiddenLayers { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => _layers.Forward(x);
}
