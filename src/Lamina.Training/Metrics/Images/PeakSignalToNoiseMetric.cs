namespace Lamina.Training;

/// <summary>10·log₁₀(range²/MSE) over all pixels.</summary>
internal sealed class PeakSignalToNoiseMetric(double range) : Metric
{
    readonly MeanMetric _error = new("psnr", (prediction, target) => (prediction.To(DType.Float64) - target.To(DType.Float64)).Square(), mean => 10 * Math.Log10(range * range / mean));

    public override string Name => "psnr";

    public double Range => range;

    public override bool HigherIsBetter => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => _error.Measure(prediction, target);

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => _error.Result(state);
}
