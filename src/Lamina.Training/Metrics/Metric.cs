using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// What is measured besides the loss, of tensors: handed to <c>Compile</c>, or used by hand, <c>metric.NewState()</c>. A metric keeps
/// nothing itself, so one object serves many models.
/// </summary>
/// <remarks>States are added up by tensor ops in float64, so that a step reads nothing to the host and can be captured, but for metrics that keep samples.</remarks>
public abstract partial class Metric : Metric<Tensor, Tensor>
{
    /// <summary>The metric as it is to be read beside a loss: logits are no probabilities.</summary>
    internal virtual Metric For(Loss? loss) => this;

    /// <summary>True if a name in logs is this metric's, or that of one of its numbers: <c>recall</c>, <c>val_recall</c>, <c>recall_0</c>.</summary>
    internal bool IsCalled(string log)
    {
        ReadOnlySpan<char> rest = log.StartsWith("val_", StringComparison.Ordinal) ? log.AsSpan(4) : log;
        return rest.StartsWith(Name, StringComparison.Ordinal) && (rest.Length == Name.Length || (rest[Name.Length] == '_' && rest[Name.Length..].IndexOfAnyExcept("_0123456789") < 0));
    }
}
