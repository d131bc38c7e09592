namespace Lamina.NN;

/// <summary>Losses of boxes (x1, y1, x2, y2) along the last axis: 1 − IoU and what goes beyond it.</summary>
internal sealed record BoxLoss(BoxOverlap Overlap, double Epsilon, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => $"{Overlap}Iou";

    public double Epsilon { get; } = Positive(Epsilon, $"{Overlap}Iou", "epsilon");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor other = Alike(prediction, target);
        if (prediction.Rank == 0 || prediction.Shape[^1] != 4)
            throw new ShapeException($"{Name}: boxes are (x1, y1, x2, y2) along the last axis, [.., 4]; got {prediction.Shape}.");
        (Tensor low, Tensor high, Tensor otherLow, Tensor otherHigh) = (Corner(prediction, 0), Corner(prediction, 2), Corner(other, 0), Corner(other, 2));
        Tensor common = Area((Tensor.Minimum(high, otherHigh) - Tensor.Maximum(low, otherLow)).Clamp(min: 0));
        Tensor union = Area(high - low) + Area(otherHigh - otherLow) - common, overlap = common / (union + Epsilon);
        Tensor hull = Tensor.Maximum(high, otherHigh) - Tensor.Minimum(low, otherLow);
        if (Overlap == BoxOverlap.Generalized)
        {
            Tensor area = Area(hull);
            return Reduce(1 - overlap + ((area - union) / (area + Epsilon)));
        }

        Tensor centres = (low + high - otherLow - otherHigh) * 0.5;
        Tensor losses = 1 - overlap + (centres.Square().Sum(-1) / (hull.Square().Sum(-1) + Epsilon));
        if (Overlap == BoxOverlap.Complete)
        {
            Tensor proportion = (Angle(otherHigh - otherLow) - Angle(high - low)).Square() * (4 / (Math.PI * Math.PI));
            Tensor share = (proportion / (1 - overlap + proportion + Epsilon)).Detach();
            losses += share * proportion;
        }

        return Reduce(losses);
    }

    static Tensor Corner(Tensor boxes, long first) => boxes.Slice(-1, first, first + 2);

    static Tensor Area(Tensor sides) => sides.Select(-1, 0) * sides.Select(-1, 1);

    static Tensor Angle(Tensor sides) => Tensor.Atan2(sides.Select(-1, 0), sides.Select(-1, 1));
}
