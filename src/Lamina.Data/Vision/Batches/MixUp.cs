namespace Lamina.Data.Vision;

/// <summary>Each sample laid over the one before it; torchvision's <c>MixUp</c>.</summary>
/// <remarks>
/// λ · own + (1 − λ) · other for inputs and labels alike, with one λ ~ Beta(α, α) a batch; labels become probabilities [N, classes] in float32, which
/// the loss must take. <b>Source:</b> Zhang, Cisse, Dauphin, Lopez-Paz: mixup: beyond empirical risk minimization (ICLR 2018).
/// </remarks>
public sealed class MixUp : IBatchTransform
{
    readonly int _classes;
    readonly double _alpha;

    /// <summary>A transform that mixes.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="alpha">Above 0, up to 4; the less, the more often one of the two is seen alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public MixUp(int classes, double alpha = 1)
    {
        Mixing.Check(classes, alpha);
        (_classes, _alpha) = (classes, alpha);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are several inputs or targets, or the targets are neither labels nor probabilities.</exception>
    public Batch Apply(Batch batch, ref Draws draws)
    {
        double own = Mixing.Beta(_alpha, ref draws);
        using (Gradients.Off())
            return new Batch((batch.Input * own) + (batch.Input.Roll(1, 0) * (1 - own)), Mixing.Targets(batch, _classes, own), batch.SampleWeights);
    }
}
