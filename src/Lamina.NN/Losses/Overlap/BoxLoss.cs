namespace Lamina.NN;

/// <summary>1 − the overlap of boxes (x1, y1, x2, y2) along the last axis with their partners.</summary>
internal sealed record BoxLoss(BoxOverlap Overlap, double Epsilon, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => $"{Overlap}Iou";

    public double Epsilon { get; } = Positive(Epsilon, $"{Overlap}Iou", "epsilon");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor other = Alike(prediction, target);
        if (prediction.Rank == 0 || prediction.Shape[^1] != 4)
            throw new ShapeException($"{Name}: boxes are (x1, y1, x2, y2) along the last axis, [.., 4]; got {prediction.Shape}.");
        return Reduce(1 - Boxes.IouOfPairs(prediction, other, Overlap, Epsilon));
    }
}
