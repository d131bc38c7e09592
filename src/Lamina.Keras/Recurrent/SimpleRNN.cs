namespace Lamina.Keras;

/// <summary>
/// A simple recurrent layer: h' = a(W·x + U·h + b). Shape: [N, steps, features] → [N, units], or [N, steps, units].
/// Keys as of <see cref="RecurrentKerasLayer"/>.
/// </summary>
/// <remarks>As Keras' <c>SimpleRNN</c>, its start included. DType: floating point. Source: Elman, Finding structure in time (1990).</remarks>
/// <param name="units">Size of the state.</param>
/// <param name="activation">a: tanh, ReLU or sigmoid.</param>
/// <param name="returnSequences">True for the output of every step, as a recurrent layer after this one needs it.</param>
/// <param name="inputShape">The shape of a sample, [steps, features], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">There is no unit.</exception>
/// <exception cref="ArgumentOutOfRangeException">The activation is another.</exception>
public sealed class SimpleRNN(int units, Activation activation = Activation.Tanh, bool returnSequences = false, Shape? inputShape = null) : RecurrentKerasLayer(inputShape)
{
    /// <inheritdoc/>
    public override int Units { get; } = AtLeastOne("SimpleRNN", units);

    /// <summary>a.</summary>
    public Activation Activation { get; } = activation is Activation.Tanh or Activation.Relu or Activation.Sigmoid
        ? activation
        : throw new ArgumentOutOfRangeException(nameof(activation), activation, "SimpleRNN's activation is Tanh, Relu or Sigmoid.");

    /// <inheritdoc/>
    public override bool ReturnSequences { get; } = returnSequences;

    private protected override int Gates => 1;

    private protected override (Tensor All, Tensor Last) Run(Tensor gates, Tensor zeros, Tensor? lengths, bool reverse) => gates.RnnSequence(
        RecurrentWeight!,
        zeros,
        Activation switch
        {
            Activation.Relu => RnnActivation.Relu,
            Activation.Sigmoid => RnnActivation.Sigmoid,
            _ => RnnActivation.Tanh,
        },
        lengths,
        reverse);

    internal override RecurrentKerasLayer Backward() => new SimpleRNN(Units, Activation, ReturnSequences) { RunsBackward = true };
}
