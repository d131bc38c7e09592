namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Huber's loss of the error e = ŷ − y: e²/2 up to δ, and δ·(|e| − δ/2) beyond, so that single large errors do not rule.</summary>
    /// <param name="prediction">ŷ, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="delta">δ, above 0.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.HuberLoss</c>. Source: Huber, Robust Estimation of a Location Parameter, 1964.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor Huber(Tensor prediction, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
        new HuberLoss(delta, reduction).Forward(prediction, target);

    /// <summary>Huber's loss of the error e = ŷ − y: e²/2 up to δ, and δ·(|e| − δ/2) beyond, so that single large errors do not rule.</summary>
    /// <param name="delta">δ, above 0.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.HuberLoss</c>. Source: Huber, Robust Estimation of a Location Parameter, 1964.</remarks>
    public static Loss Huber(double delta = 1, Reduction reduction = Reduction.Mean) => new HuberLoss(delta, reduction);
}

internal sealed record HuberLoss(double Delta, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "Huber";

    public double Delta { get; } = Delta > 0 ? Delta : throw new ArgumentOutOfRangeException(nameof(Delta), Delta, "Huber: delta must be above 0.");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor error = prediction - Alike(prediction, target);
        Tensor clamped = error.Clamp(-Delta, Delta);

        // Within the limits c = e, and c·(e − c/2) = e²/2; beyond them c = ±δ.
        return Reduce(clamped * (error - (clamped * 0.5)));
    }
}
