namespace Lamina.NN;

/// <summary>
/// What <see cref="Rnn"/>, <see cref="Lstm"/> and <see cref="Gru"/> have in common: layers, directions, lengths, states.
/// </summary>
/// <typeparam name="TState">The state: <see cref="Tensor"/>, or <see cref="LstmState"/>.</typeparam>
/// <remarks>
/// Keys and start as PyTorch's: <c>weight_ih_l0</c> [gates·hidden, in], <c>weight_hh_l0</c> [gates·hidden, hidden],
/// <c>bias_ih_l0</c>, <c>bias_hh_l0</c>, with <c>_reverse</c> for the other direction, all uniform in ±1/√hidden. DType: floating point.
/// </remarks>
public abstract class RecurrentLayer<TState> : Layer<RecurrentInput<TState>, RecurrentOutput<TState>>, IRecurrentLayer
    where TState : class
{
    const long MostGatesAsTheyLie = 1 << 19;

    [Key("")]
    readonly Dictionary<string, Parameter> _parameters = [];

    readonly Generator? _generator;
    readonly int _gates;

    private protected RecurrentLayer(int gates, int inputSize, int hiddenSize, int layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Generator? generator, int projection = 0)
    {
        if (inputSize < 1 || hiddenSize < 1 || layers < 1)
            throw new ShapeException($"{GetType().Name}({inputSize}→{hiddenSize}, layers: {layers}): sizes and the number of layers are at least 1.");
        if (!(dropout >= 0 && dropout <= 1))
            throw new NumericException($"{GetType().Name}({inputSize}→{hiddenSize}): dropout of {dropout} is no probability; it must lie between 0 and 1.");
        (_gates, InputSize, HiddenSize, Layers, HasBias, BatchFirst, Dropout, Bidirectional, _generator) =
            (gates, inputSize, hiddenSize, layers, bias, batchFirst, dropout, bidirectional, generator);
        if (projection < 0 || projection >= hiddenSize)
            throw new ShapeException($"{GetType().Name}({inputSize}→{hiddenSize}): a projection of {projection}; it must be 0 for none, or smaller than the state.");
        OutputSize = projection > 0 ? projection : hiddenSize;
        double bound = 1 / Math.Sqrt(hiddenSize);
        for (int layer = 0; layer < layers; layer++)
        {
            foreach (string suffix in Suffixes(layer))
            {
                void Add(string name, Shape shape) => _parameters.Add(name + suffix, new Parameter(Tensor.Uniform(shape, -bound, bound)));
                Add("weight_ih", [gates * hiddenSize, layer == 0 ? inputSize : Directions * OutputSize]);
                Add("weight_hh", [gates * hiddenSize, OutputSize]);
                if (bias)
                {
                    Add("bias_ih", [gates * hiddenSize]);
                    Add("bias_hh", [gates * hiddenSize]);
                }

                if (projection > 0)
                    Add("weight_hr", [projection, hiddenSize]);
            }
        }
    }

    /// <summary>Features of the input at a step.</summary>
    public int InputSize { get; }

    /// <summary>Units of a layer in one direction.</summary>
    public int HiddenSize { get; }

    /// <summary>Size of the output of a layer in one direction: its units, or what they are projected to.</summary>
    private protected int OutputSize { get; }

    /// <summary>Layers on top of one another.</summary>
    public int Layers { get; }

    /// <summary>Whether there are biases.</summary>
    public bool HasBias { get; }

    /// <summary>True for sequences of [batch, steps, features], false for [steps, batch, features].</summary>
    public bool BatchFirst { get; }

    /// <summary>In training, the probability with which an output of a layer is set to 0 before the next one.</summary>
    public double Dropout { get; }

    /// <summary>Whether each layer also runs backwards.</summary>
    public bool Bidirectional { get; }

    /// <summary>1, or 2 if bidirectional.</summary>
    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>Computes output and last state.</summary>
    /// <param name="sequence">[steps, batch, features], or [batch, steps, features] for a layer that is batch-first; both without batch for one sequence.</param>
    /// <param name="state">The first state; zeros if null.</param>
    /// <param name="lengths">Steps of each sequence, integers [batch], in any order; all steps if null.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A length is negative or above the number of steps.</exception>
    public RecurrentOutput<TState> Forward(Tensor sequence, TState? state = null, Tensor? lengths = null) => Forward(new RecurrentInput<TState>(sequence, state, lengths));

    /// <inheritdoc cref="Forward(Tensor, TState, Tensor)"/>
    public RecurrentOutput<TState> Forward(Tensor sequence, long[] lengths, TState? state = null) => Forward(sequence, state, Tensor.From<long>(lengths, [lengths.Length]));

    /// <inheritdoc/>
    public override string ToString() =>
        $"{GetType().Name}({InputSize}→{HiddenSize}{(Layers > 1 ? $", {Layers} layers" : "")}{(Bidirectional ? ", bidirectional" : "")})";

    Tensor IRecurrentLayer.Sequence(Tensor x) => Forward(x).Output;

    Tensor IRecurrentLayer.Last(Tensor x)
    {
        Tensor hidden = HiddenOf(Forward(x).State);
        Tensor Back(int place) => hidden.Shape[0] == 1 ? hidden.Squeeze(0) : hidden.Slice(0, -place, hidden.Shape[0] - place + 1).Squeeze(0);
        return Directions == 1 ? Back(1) : Tensor.Concatenate([Back(2), Back(1)], -1);
    }

    private protected abstract Tensor HiddenOf(TState state);

    /// <summary>One layer in one direction: states of all steps, then the last states.</summary>
    private protected abstract Tensor[] Run(Tensor gates, Tensor weight, Tensor? bias, Tensor? projection, Tensor[] state, Tensor? lengths, bool reverse);

    /// <summary>The recurrent bias meets the product alone, not the sum of both: GRU.</summary>
    private protected virtual bool BiasStaysWithProduct => false;

    /// <summary>All layers: the output, then each of the states [layers · directions, batch, hidden], the first of which is the output's.</summary>
    private protected (Tensor Output, Tensor[] States) RunLayers(Tensor sequence, Tensor?[] first, Tensor? lengths)
    {
        if (sequence.Rank is not (2 or 3) || sequence.Shape[^1] != InputSize)
        {
            string wanted = BatchFirst ? $"[batch, steps, {InputSize}]" : $"[steps, batch, {InputSize}]";
            string remedy = sequence.Rank == 3 ? $"Build the layer as {GetType().Name}({sequence.Shape[2]}, {HiddenSize})." : "Reshape the input; a step's features are its last axis.";
            throw new ShapeException($"{this} needs {wanted}, or [steps, {InputSize}] for one sequence; got {sequence.Shape}. {remedy}");
        }

        bool single = sequence.Rank == 2;
        Tensor x = single ? sequence.Unsqueeze(1) : BatchFirst ? sequence.Transpose(0, 1) : sequence;
        if (lengths is not null && single)
            lengths = lengths.Reshape(1);
        long batch = x.Shape[1];
        Tensor[] starts = [.. first.Select((state, i) => FirstState(state, single, [Layers * Directions, batch, i == 0 ? OutputSize : HiddenSize], x.DType))];
        List<Tensor>[] lasts = [.. first.Select(_ => new List<Tensor>())];
        for (int layer = 0, place = 0; layer < Layers; layer++)
        {
            if (layer > 0 && IsTraining && Dropout > 0)
                x = x.Dropout(Dropout, _generator);
            List<Tensor> outputs = [];
            foreach (string suffix in Suffixes(layer))
            {
                Tensor[] state = [.. starts.Select(start => start.Rank == 2 ? start : start.Slice(0, place, place + 1).Squeeze(0))];
                Tensor[] results = RunDirection(x, suffix, state, lengths, reverse: outputs.Count > 0);
                outputs.Add(results[0]);
                for (int i = 0; i < lasts.Length; i++)
                    lasts[i].Add(results[i + 1].Unsqueeze(0));
                place++;
            }

            x = outputs.Count == 1 ? outputs[0] : Tensor.Concatenate([.. outputs], -1);
        }

        Tensor[] states = [.. lasts.Select(last => last.Count == 1 ? last[0] : Tensor.Concatenate([.. last]))];
        if (single)
            return (x.Squeeze(1), [.. states.Select(state => state.Squeeze(1))]);
        return (BatchFirst ? x.Transpose(0, 1) : x, states);
    }

    Tensor[] RunDirection(Tensor x, string suffix, Tensor[] state, Tensor? lengths, bool reverse)
    {
        // Without gradients a short batch-first sequence is multiplied as it lies, and its gates are read with their strides. The gradient of
        // the gates comes steps first, and gates beyond the second cache are read faster in the order of the steps: then it is brought into that order.
        bool asItLies = !Gradients.AreRecorded && !x.IsContiguous && x.Transpose(0, 1).IsContiguous && x.Shape[0] * x.Shape[1] * _gates * HiddenSize <= MostGatesAsTheyLie;
        Tensor rows = (asItLies ? x.Transpose(0, 1) : x).Reshape(-1, x.Shape[2]);
        Tensor? bias = HasBias ? _parameters["bias_ih" + suffix].Value : null, own = HasBias ? _parameters["bias_hh" + suffix].Value : null;
        if (bias is not null && !BiasStaysWithProduct)
            (bias, own) = (bias + own!, null);
        Tensor gates = rows.Linear(_parameters["weight_ih" + suffix], bias);
        gates = asItLies
            ? gates.Reshape(x.Shape[1], x.Shape[0], _gates * HiddenSize).Transpose(0, 1)
            : gates.Reshape(x.Shape[0], x.Shape[1], _gates * HiddenSize);
        return Run(gates, _parameters["weight_hh" + suffix], own, _parameters.GetValueOrDefault("weight_hr" + suffix)?.Value, state, lengths, reverse);
    }

    // Zeros serve all layers, so they have no axis of layers.
    Tensor FirstState(Tensor? state, bool single, Shape shape, DType dtype)
    {
        if (state is null)
            return Tensor.Zeros(shape.Remove(0), dtype);
        Tensor given = single && state.Rank == 2 ? state.Unsqueeze(1) : state;
        if (given.Shape != shape)
            throw new ShapeException($"{this} takes a state of {(single ? shape.Remove(1) : shape)} (layers · directions, {(single ? "" : "batch, ")}hidden, also when batch-first); got {state.Shape}.");
        return given;
    }

    IEnumerable<string> Suffixes(int layer) => Bidirectional ? [$"_l{layer}", $"_l{layer}_reverse"] : [$"_l{layer}"];
}
