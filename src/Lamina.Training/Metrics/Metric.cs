using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// What is measured besides the loss: sums that grow batch by batch, and a number made of them at the end. A metric keeps
/// nothing itself, so one object serves many models.
/// </summary>
/// <remarks>The sums are added up by tensor ops in float64, so that a step reads nothing to the host and can be captured.</remarks>
public abstract partial class Metric
{
    /// <summary>The name in logs, such as <c>accuracy</c>; in validation <c>val_accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>True if more is better.</summary>
    public virtual bool HigherIsBetter => false;

    /// <summary>True if the value is a fraction that people read in percent.</summary>
    public virtual bool IsFraction => false;

    /// <summary>The sums of one batch: single numbers, always as many. Written in tensor ops; gradients are off.</summary>
    /// <param name="prediction">What the network gave.</param>
    /// <param name="target">What it should have given.</param>
    protected internal abstract IReadOnlyList<Tensor> Sums(Tensor prediction, Tensor target);

    /// <summary>The metric, from the sums over all batches.</summary>
    protected internal abstract double Result(ReadOnlySpan<double> sums);

    /// <summary>The metric as it is to be read beside a loss: logits are cut elsewhere than probabilities.</summary>
    internal virtual Metric For(Loss? loss) => this;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
