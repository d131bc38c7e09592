namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Cross-entropy of cosines whose right class is moved away by an angle: −ln softmax(s·x), with cos(θ + m) for x = cos θ at the label. It draws classes together on a sphere.</summary>
    /// <param name="prediction">x, cosines of the angles to each class, [samples, classes]; what <see cref="CosineLinear"/> gives.</param>
    /// <param name="labels">Integers, the prediction's shape without its axis of classes.</param>
    /// <param name="margin">m, in radians, from 0 to below π.</param>
    /// <param name="scale">s, above 0.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>Where θ + m goes beyond π, x − m·sin m takes its place, so that the loss keeps falling in x. Source: Deng et al., ArcFace: Additive Angular Margin Loss for Deep Face Recognition, 2019.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public static Tensor ArcFace(Tensor prediction, Tensor labels, double margin = 0.5, double scale = 64, Reduction reduction = Reduction.Mean) =>
        new ArcFaceLoss(margin, scale, reduction).Forward(prediction, labels);

    /// <summary>Cross-entropy of cosines with an angular margin as a value; see <see cref="ArcFace(Tensor, Tensor, double, double, Reduction)"/>.</summary>
    /// <param name="margin">m, in radians, from 0 to below π.</param>
    /// <param name="scale">s, above 0.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss ArcFace(double margin = 0.5, double scale = 64, Reduction reduction = Reduction.Mean) => new ArcFaceLoss(margin, scale, reduction);
}

internal sealed record ArcFaceLoss(double Margin, double Scale, Reduction Reduction) : ClassLoss(Reduction)
{
    public override string Name => "ArcFace";

    public double Margin { get; } = Margin is >= 0 and < Math.PI ? Margin : throw new ArgumentOutOfRangeException(nameof(Margin), Margin, "ArcFace: the margin is an angle from 0 to below π.");

    public double Scale { get; } = Positive(Scale, nameof(ArcFace), "the scale");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        (Tensor cosines, Tensor labels) = Arrange(prediction, target);
        Tensor own = Pick(cosines, labels, long.MinValue), sine = (1 - own.Square()).Clamp(min: 1e-7).Sqrt();
        Tensor moved = (own * Math.Cos(Margin)) - (sine * Math.Sin(Margin));
        moved = Tensor.Where(own.Greater(Math.Cos(Math.PI - Margin)), moved, own - (Margin * Math.Sin(Margin)));
        Tensor right = labels.OneHot(cosines.Shape[1], cosines.DType).Transpose(1, 2);
        return OfLogits((cosines + (right * (moved - own).Unsqueeze(1))) * Scale, labels, target.Shape, null, null, 0);
    }
}
