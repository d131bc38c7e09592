namespace Lamina.NN;

/// <summary>Passes its input on, and adds a penalty on it to the loss, divided by the number of samples. Shape: any, kept.</summary>
/// <remarks>As Keras' <c>ActivityRegularization</c>. The penalty is that of the last call; see <see cref="Module.Penalty"/>.</remarks>
/// <param name="activityRegularizer">The penalty; none if null.</param>
public sealed class ActivityRegularization(Regularizer? activityRegularizer = null) : Layer<Tensor, Tensor>, IActivityRegularized
{
    Tensor? _penalty;

    /// <summary>The penalty on what passes; null for none.</summary>
    public Regularizer? ActivityRegularizer { get; set; } = activityRegularizer;

    Tensor? IActivityRegularized.ActivityPenalty => _penalty;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        _penalty = ActivityPenalties.Of(this, ActivityRegularizer, x);
        return x;
    }
}
