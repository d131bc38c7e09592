using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// What <see cref="SimpleRNN"/>, <see cref="LSTM"/> and <see cref="GRU"/> have in common. Shape: [N, steps, features] → [N, units], the
/// last state; or [N, steps, units], those of all steps. Keys: <c>weight</c> [gates·units, features] and <c>recurrent_weight</c>
/// [gates·units, units], the transposes of Keras' kernels; <c>bias</c> [gates·units].
/// </summary>
/// <remarks>
/// As in Keras there is one bias for the sum of both products (GRU has two), where Lamina.NN has two as PyTorch. Start: Glorot's uniform
/// weights, orthogonal recurrent weights, biases of 0. Steps that a <see cref="Masking"/>, or an <see cref="Embedding"/> that masks 0, has masked are skipped as in Keras.
/// </remarks>
public abstract class RecurrentKerasLayer : KerasLayer, IMaskAware
{
    const string RecurrentKey = "recurrent_weight";

    private protected RecurrentKerasLayer(Shape? inputShape)
        : base(inputShape)
    {
    }

    /// <summary>Size of the state.</summary>
    public abstract int Units { get; }

    /// <summary>True for the output of every step, false for the last.</summary>
    public abstract bool ReturnSequences { get; }

    /// <summary>Weights of the input, [gates·units, features]; null until the input's shape is known.</summary>
    public Parameter? Weight { get; private set; }

    /// <summary>Weights of the state, [gates·units, units]; null until the input's shape is known.</summary>
    public Parameter? RecurrentWeight { get; private set; }

    /// <summary>The bias, [gates·units]; null until the input's shape is known.</summary>
    public Parameter? Bias { get; private set; }

    /// <summary>A penalty on the weights of the state, which <c>Fit</c> adds to the loss; null for none.</summary>
    public Regularizer? RecurrentRegularizer
    {
        get => RegularizerOf(RecurrentKey, field);
        set => SetRegularizer(RecurrentKey, field = value);
    }

    /// <summary>What the weights of the state are brought to after every update; null for nothing.</summary>
    public Constraint? RecurrentConstraint
    {
        get => ConstraintOf(RecurrentKey, field);
        set => SetConstraint(RecurrentKey, field = value);
    }

    private protected abstract int Gates { get; }

    private protected override void Regularize()
    {
        base.Regularize();
        Regularize(RecurrentKey, RecurrentRegularizer, RecurrentConstraint);
    }

    /// <summary>From the last step to the first; outputs stay with their steps.</summary>
    internal bool RunsBackward { get; private protected init; }

    /// <summary>A layer as this one, not yet built, that runs backwards.</summary>
    internal abstract RecurrentKerasLayer Backward();

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input)
    {
        if (input.Rank != 2 || input.Count == 0)
            throw Unfit("sequences [N, steps, features]", input, input.Rank == 1 ? "Numbers one a step get their axis by `Unsqueeze(-1)`; before this layer another recurrent one has `returnSequences: true`." : "Reshape the input.");
        return ReturnSequences ? [input[0], Units] : [Units];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({Units}{(ReturnSequences ? ", returning sequences" : "")})";

    private protected override void Build(Shape input)
    {
        Weight = new Parameter(Init.GlorotUniform([Gates * Units, input[1]]));
        RecurrentWeight = new Parameter(Init.Orthogonal([Gates * Units, Units]));
        Bias = new Parameter(Tensor.Zeros([Gates * Units]));
    }

    /// <summary>Computes the output without the steps that are masked: the state stays over them, and the output is that of the step before.</summary>
    /// <param name="x">[N, steps, features].</param>
    /// <param name="mask">True where a step counts, [N, steps]; all if null.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor x, Tensor? mask) => Masked(x, mask);

    (Tensor Output, Tensor? Mask) IMaskAware.Call(Tensor x, Tensor? mask) => (Forward(x, mask), ReturnSequences ? mask : null);

    private protected sealed override Tensor Apply(Tensor x) => Apply(x, null);

    private protected sealed override Tensor Apply(Tensor x, Tensor? mask)
    {
        // Steps that count are moved to the front, where a sequence's length tells them from the others.
        MaskedSteps? order = mask is null ? null : new MaskedSteps(this, x, mask);
        x = order?.First(x) ?? x;
        long count = x.Shape[0], steps = x.Shape[1];
        Tensor gates = x.Transpose(0, 1).Reshape(steps * count, x.Shape[2]).Linear(Weight!, Bias!.Value).Reshape(steps, count, Gates * Units);
        (Tensor all, Tensor last) = Run(gates, Tensor.Zeros([count, Units], x.DType), order?.Lengths, RunsBackward);
        if (!ReturnSequences)
            return last;
        all = all.Transpose(0, 1);
        return order?.Spread(all, RunsBackward) ?? all;
    }

    /// <summary>From the input's part of the gates, [steps, N, gates·units], to the states of all steps and the last. Lengths are those of the sequences, [N].</summary>
    private protected abstract (Tensor All, Tensor Last) Run(Tensor gates, Tensor zeros, Tensor? lengths, bool reverse);

    private protected static int AtLeastOne(string layer, int units) => units >= 1 ? units : throw new ShapeException($"{layer}({units}): there is at least one unit.");
}
