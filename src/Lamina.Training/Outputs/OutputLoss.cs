using Lamina.NN;

namespace Lamina.Training;

/// <summary>How one output of a network of several is trained and measured.</summary>
/// <param name="Name">Its name in logs, which have <c>NAME_loss</c> and <c>NAME_METRIC</c>.</param>
/// <param name="Loss">The loss of this output against its target.</param>
/// <param name="Weight">What the loss is multiplied by in the whole.</param>
/// <param name="Metrics">What else is measured of this output.</param>
public sealed record OutputLoss(string Name, Loss Loss, double Weight = 1, params IReadOnlyList<Metric> Metrics);
