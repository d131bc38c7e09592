namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Smooth absolute error of e = ŷ − y: e²/(2β) up to β, and |e| − β/2 beyond. It is Huber's loss divided by β.</summary>
    /// <param name="prediction">ŷ, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="beta">β; with 0 it is the absolute error.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.SmoothL1Loss</c>. Source: Girshick, Fast R-CNN, 2015.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor SmoothL1(Tensor prediction, Tensor target, double beta = 1, Reduction reduction = Reduction.Mean) =>
        new SmoothL1Loss(beta, reduction).Forward(prediction, target);

    /// <summary>Smooth absolute error of e = ŷ − y: e²/(2β) up to β, and |e| − β/2 beyond. It is Huber's loss divided by β.</summary>
    /// <param name="beta">β; with 0 it is the absolute error.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.SmoothL1Loss</c>. Source: Girshick, Fast R-CNN, 2015.</remarks>
    public static Loss SmoothL1(double beta = 1, Reduction reduction = Reduction.Mean) => new SmoothL1Loss(beta, reduction);
}

internal sealed record SmoothL1Loss(double Beta, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "SmoothL1";

    public double Beta { get; } = Beta >= 0 ? Beta : throw new ArgumentOutOfRangeException(nameof(Beta), Beta, "SmoothL1: beta must be 0 or more.");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor error = prediction - Alike(prediction, target);
        if (Beta == 0)
            return Reduce(error.Abs());
        Tensor clamped = error.Clamp(-Beta, Beta);
        return Reduce(clamped * (error - (clamped * 0.5)) / Beta);
    }
}
