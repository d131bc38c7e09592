namespace Lamina.NN;

/// <summary>What <see cref="RnnCell"/>, <see cref="LstmCell"/> and <see cref="GruCell"/> have in common: one step of one sequence, or of a batch.</summary>
/// <typeparam name="TState">The state: <see cref="Tensor"/>, or <see cref="LstmState"/>.</typeparam>
/// <remarks>
/// Keys and start as PyTorch's: <c>weight_ih</c> [gates·hidden, in], <c>weight_hh</c> [gates·hidden, hidden], <c>bias_ih</c>,
/// <c>bias_hh</c>, all uniform in ±1/√hidden. DType: floating point.
/// </remarks>
public abstract class CellLayer<TState> : Layer<CellInput<TState>, TState>
    where TState : class
{
    private protected CellLayer(int gates, int inputSize, int hiddenSize, bool bias)
    {
        if (inputSize < 1 || hiddenSize < 1)
            throw new ShapeException($"{GetType().Name}({inputSize}→{hiddenSize}): sizes are at least 1.");
        (InputSize, HiddenSize) = (inputSize, hiddenSize);
        double bound = 1 / Math.Sqrt(hiddenSize);
        Parameter Make(Shape shape) => new(Tensor.Uniform(shape, -bound, bound));
        (WeightIH, WeightHH) = (Make([gates * hiddenSize, inputSize]), Make([gates * hiddenSize, hiddenSize]));
        if (bias)
            (BiasIH, BiasHH) = (Make([gates * hiddenSize]), Make([gates * hiddenSize]));
    }

    /// <summary>Weights of the input, [gates·hidden, in].</summary>
    public Parameter WeightIH { get; }

    /// <summary>Weights of the state, [gates·hidden, hidden].</summary>
    public Parameter WeightHH { get; }

    /// <summary>The input's bias, [gates·hidden]; null without.</summary>
    public Parameter? BiasIH { get; }

    /// <summary>The state's bias, [gates·hidden]; null without.</summary>
    public Parameter? BiasHH { get; }

    /// <summary>Features of the input.</summary>
    public int InputSize { get; }

    /// <summary>Units.</summary>
    public int HiddenSize { get; }

    /// <summary>Computes the next state.</summary>
    /// <param name="input">[batch, features], or [features] for one sequence.</param>
    /// <param name="state">The state before; zeros if null.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public TState Forward(Tensor input, TState? state = null) => Forward(new CellInput<TState>(input, state));

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({InputSize}→{HiddenSize})";

    /// <summary>The input's part of the gates, as a sequence of one step [1, batch, gates·hidden].</summary>
    private protected Tensor Gates(Tensor x, Tensor? bias)
    {
        if (x.Rank is not (1 or 2) || x.Shape[^1] != InputSize)
            throw new ShapeException($"{this} needs [batch, {InputSize}], or [{InputSize}] for one sequence; got {x.Shape}. Reshape the input, or build the cell as {GetType().Name}({(x.Rank == 0 ? 1 : x.Shape[^1])}, {HiddenSize}).");
        return x.Reshape(-1, InputSize).Linear(WeightIH, bias).Unsqueeze(0);
    }

    /// <summary>A part of the state before, [batch, hidden]; zeros if it was not given.</summary>
    private protected Tensor Before(Tensor x, Tensor? part)
    {
        Shape shape = x.Shape.With(-1, HiddenSize);
        if (part is not null && part.Shape != shape)
            throw new ShapeException($"{this} takes a state of {shape} with an input of {x.Shape}; got {part.Shape}.");
        return part?.Reshape(-1, HiddenSize) ?? Tensor.Zeros([x.Rank == 1 ? 1 : x.Shape[0], HiddenSize], x.DType);
    }

    /// <summary>A part of the next state, without batch if the input had none.</summary>
    private protected static Tensor After(Tensor x, Tensor part) => x.Rank == 1 ? part.Squeeze(0) : part;
}
