namespace Lamina.Keras;

/// <summary>
/// Long short-term memory: i, f, o = σ and g = tanh of W·x + U·h + b, in the order i, f, g, o; c' = f·c + i·g; h' = o·tanh c'.
/// Shape: [N, steps, features] → [N, units], or [N, steps, units]. Keys as of <see cref="RecurrentKerasLayer"/>.
/// </summary>
/// <remarks>
/// As Keras' <c>LSTM</c>, its start included, with 1 as the forget gate's bias. DType: floating point. Source: Hochreiter and
/// Schmidhuber, Long short-term memory (1997); the forget gate: Gers, Schmidhuber and Cummins (2000).
/// </remarks>
/// <param name="units">Size of the state.</param>
/// <param name="returnSequences">True for the output of every step, as a recurrent layer after this one needs it.</param>
/// <param name="inputShape">The shape of a sample, [steps, features], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">There is no unit.</exception>
public sealed class LSTM(int units, bool returnSequences = false, Shape? inputShape = null) : RecurrentKerasLayer(inputShape)
{
    /// <inheritdoc/>
    public override int Units { get; } = AtLeastOne("LSTM", units);

    /// <inheritdoc/>
    public override bool ReturnSequences { get; } = returnSequences;

    private protected override int Gates => 4;

    private protected override void Build(Shape input)
    {
        base.Build(input);
        float[] bias = new float[4 * Units];
        Array.Fill(bias, 1, Units, Units);
        Bias!.Load(Tensor.From(bias));
    }

    private protected override (Tensor All, Tensor Last) Run(Tensor gates, Tensor zeros, Tensor? lengths, bool reverse)
    {
        (Tensor all, Tensor last, _) = gates.LstmSequence(RecurrentWeight!, zeros, zeros, lengths, reverse);
        return (all, last);
    }

    internal override RecurrentKerasLayer Backward() => new LSTM(Units, ReturnSequences) { RunsBackward = true };
}
