using Lamina.NN;

namespace Lamina.Models.Detection;

/// <summary>
/// What trains <see cref="Fcos"/>: focal loss of the classes at all places, 1 − the generalized overlap of the boxes at places of objects, weighted by how central these are,
/// and cross-entropy of the centrality there; each divided by the number of such places (the second by the sum of its weights) in the batch, and added.
/// </summary>
/// <remarks>
/// Prediction [N, places, classes + 5] as of the network; target [N, M, 5]: x1, y1, x2, y2 in pixels and the class of each box, −1 behind the last one. A place in the
/// middle of a box has the centrality √(min(l, r)/max(l, r) · min(t, b)/max(t, b)).
/// <b>Source:</b> Tian et al., FCOS (2019), with sampling around the middle and the generalized overlap as in its later version (2020); Lin et al., Focal loss (2017).
/// </remarks>
public sealed record FcosLoss : Loss
{
    const double Focus = 2, ObjectShare = 0.25, Tiny = 1e-6;

    readonly FcosTargets _targets;
    readonly int _classes, _places;

    /// <summary>Makes a loss for pictures of one size.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="grid">The places of the pictures.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public FcosLoss(int classes, FcosGrid grid)
        : base(Reduction.Mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentNullException.ThrowIfNull(grid);
        (_targets, _classes, _places) = (new FcosTargets(grid), classes, grid.Places.Count);
    }

    /// <inheritdoc/>
    public override string Name => "Fcos";

    /// <inheritdoc/>
    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        NeedFloating(prediction);
        if (prediction.Rank != 3 || prediction.Shape[1] != _places || prediction.Shape[2] != _classes + 5)
            throw new ShapeException($"{Name}: for pictures of this size and {_classes} classes the prediction is [N, {_places}, {_classes + 5}]; got {prediction.Spec}.");
        if (target.Rank != 3 || target.Shape[0] != prediction.Shape[0] || target.Shape[2] != 5)
            throw new ShapeException($"{Name}: the target is boxes with their classes, [{prediction.Shape[0]}, M, 5]; got {target.Spec}.");
        (Tensor kinds, Tensor distances) = _targets.Of(target.To(prediction.DType));
        Tensor isObject, truth, central, objects, weights;
        using (Gradients.Off())
        {
            isObject = kinds.GreaterOrEqual(0).To(prediction.DType);
            truth = kinds.Unsqueeze(-1).EqualTo(Tensor.Arange(_classes).To(prediction.DType)).To(prediction.DType);
            central = CentralityOf(distances) * isObject;
            objects = isObject.Sum().Clamp(min: 1);
            weights = central.Sum().Clamp(min: Tiny);
        }

        Tensor classes = BinaryFocalCrossEntropy(prediction.Slice(-1, 0, _classes), truth, fromLogits: true, Focus, ObjectShare, reduction: Reduction.Sum) / objects;
        Tensor apart = GeneralizedIou(Box(prediction.Slice(-1, _classes, _classes + 4)), Box(distances), reduction: Reduction.None);
        Tensor middle = BinaryCrossEntropyWithLogits(prediction.Select(-1, _classes + 4), central, reduction: Reduction.None);
        return classes + ((apart * central).Sum() / weights) + ((middle * isObject).Sum() / objects);
    }

    // Around a place at the origin.
    static Tensor Box(Tensor distances) => Tensor.Concatenate([-distances.Slice(-1, 0, 2), distances.Slice(-1, 2, 4)], -1);

    static Tensor CentralityOf(Tensor distances)
    {
        Tensor before = distances.Slice(-1, 0, 2), behind = distances.Slice(-1, 2, 4);
        Tensor ratios = Tensor.Minimum(before, behind) / Tensor.Maximum(before, behind);
        return (ratios.Select(-1, 0) * ratios.Select(-1, 1)).Sqrt();
    }
}
