namespace Lamina.Training;

/// <summary>What a training step of one's own found for a batch: see <see cref="Model.CustomStep"/>.</summary>
/// <param name="Loss">The loss, a single number on the tape.</param>
/// <param name="Predictions">What the network gave for each output, for metrics; null where none are measured.</param>
public readonly record struct StepResult(Tensor Loss, IReadOnlyList<Tensor>? Predictions = null)
{
    /// <summary>The result of a network of one output.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">What the network gave.</param>
    public StepResult(Tensor loss, Tensor prediction)
        : this(loss, [prediction])
    {
    }

    /// <summary>A loss without predictions.</summary>
    /// <param name="loss">The loss.</param>
    public static implicit operator StepResult(Tensor loss) => new(loss);
}
