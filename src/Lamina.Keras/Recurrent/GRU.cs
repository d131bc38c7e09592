using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Gated recurrent units: r, z = σ of W·x + b + U·h + c; n = tanh(W·x + b + r·(U·h + c)), with rows in the order r, z, n;
/// h' = (1 − z)·n + z·h. Shape: [N, steps, features] → [N, units], or [N, steps, units]. Keys as of <see cref="RecurrentKerasLayer"/>,
/// and <c>recurrent_bias</c> c, [3·units].
/// </summary>
/// <remarks>
/// As Keras' <c>GRU</c>, its start included, with the reset gate behind the product; Keras' kernels have z before r. DType: floating point.
/// Source: Cho and others, Learning phrase representations using RNN encoder–decoder (2014).
/// </remarks>
/// <param name="units">Size of the state.</param>
/// <param name="returnSequences">True for the output of every step, as a recurrent layer after this one needs it.</param>
/// <param name="inputShape">The shape of a sample, [steps, features], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">There is no unit.</exception>
public sealed class GRU(int units, bool returnSequences = false, Shape? inputShape = null) : RecurrentKerasLayer(inputShape)
{
    /// <inheritdoc/>
    public override int Units { get; } = AtLeastOne("GRU", units);

    /// <inheritdoc/>
    public override bool ReturnSequences { get; } = returnSequences;

    /// <summary>c, [3·units]; null until the input's shape is known.</summary>
    public Parameter? RecurrentBias { get; private set; }

    private protected override int Gates => 3;

    private protected override void Build(Shape input)
    {
        base.Build(input);
        RecurrentBias = new Parameter(Tensor.Zeros([3 * Units]));
    }

    private protected override (Tensor All, Tensor Last) Run(Tensor gates, Tensor zeros, Tensor? lengths, bool reverse) => gates.GruSequence(RecurrentWeight!, RecurrentBias!, zeros, lengths, reverse);

    internal override RecurrentKerasLayer Backward() => new GRU(Units, ReturnSequences) { RunsBackward = true };
}
