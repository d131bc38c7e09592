namespace Lamina.Training;

/// <summary>Structural similarity of pictures [N, C, H, W]: the mean over windows, channels and pictures; of one or of several scales.</summary>
/// <param name="range">The distance of black and white.</param>
/// <param name="scales">1, or 5 with the published exponents.</param>
internal sealed class SsimMetric(double range, int scales) : Metric
{
    const int Window = 11;

    static readonly double[] Exponents = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    public override string Name => scales == 1 ? "ssim" : "ms_ssim";

    public double Range => range;

    public int Scales => scales;

    public override bool HigherIsBetter => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        // Halving drops an odd row or column; the window must fit the coarsest scale.
        long least = Window << (scales - 1);
        if (prediction.Rank != 4 || prediction.Shape != target.Shape || Math.Min(prediction.Shape[2], prediction.Shape[3]) < least)
            throw new ShapeException($"The metric '{Name}' compares pictures [N, C, H, W] of at least {least} pixels a side; got {prediction.Spec} and {target.Spec}.");
        long pictures = prediction.Shape[0], planes = pictures * prediction.Shape[1];
        Tensor x = Planes(prediction, planes), y = Planes(target, planes), product = Tensor.Ones([], DType.Float64);
        for (int scale = 0; scale < scales; scale++)
        {
            (Tensor similarity, Tensor structure) = Similarity(x, y);
            if (scales == 1)
                return [similarity.Sum() * (1.0 / prediction.Shape[1]), Number(pictures)];

            // A negative mean has no power: it counts as 0.
            bool isLast = scale == scales - 1;
            product *= (isLast ? similarity : structure).Relu().Pow(Exponents[scale]);
            if (!isLast)
                (x, y) = (x.AvgPool2d(2), y.AvgPool2d(2));
        }

        return [product.Sum() * (1.0 / prediction.Shape[1]), Number(pictures)];
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => state[0] / state[1];

    static Tensor Planes(Tensor pictures, long planes) => pictures.To(DType.Float64).Reshape(planes, 1, pictures.Shape[2], pictures.Shape[3]);

    // The mean over a plane of the index, and of its factor without brightness.
    (Tensor Similarity, Tensor Structure) Similarity(Tensor x, Tensor y)
    {
        double c1 = Math.Pow(0.01 * range, 2), c2 = Math.Pow(0.03 * range, 2);
        Tensor kernel = Gaussian();
        Tensor Blur(Tensor plane) => plane.Conv2d(kernel.Reshape(1, 1, Window, 1)).Conv2d(kernel.Reshape(1, 1, 1, Window));
        Tensor mx = Blur(x), my = Blur(y), xx = Blur(x.Square()) - mx.Square(), yy = Blur(y.Square()) - my.Square(), xy = Blur(x * y) - (mx * my);
        Tensor structure = ((2 * xy) + c2) / (xx + yy + c2), brightness = ((2 * mx * my) + c1) / (mx.Square() + my.Square() + c1);
        return ((structure * brightness).Mean([1, 2, 3], keepDims: false), structure.Mean([1, 2, 3], keepDims: false));
    }

    static Tensor Gaussian()
    {
        double[] weights = [.. Enumerable.Range(0, Window).Select(i => Math.Exp(-Math.Pow(i - (Window / 2), 2) / (2 * 1.5 * 1.5)))];
        double sum = weights.Sum();
        return Tensor.From([.. weights.Select(weight => weight / sum)]);
    }
}
