namespace Lamina.Data.Vision;

/// <summary>A rectangle of each picture comes from the one before it; torchvision's <c>CutMix</c>.</summary>
/// <remarks>
/// The rectangle has about 1 − λ of the area, with one λ ~ Beta(α, α) and one place a batch; labels are mixed by the area that it really has and become
/// probabilities [N, classes] in float32. <b>Source:</b> Yun, Han, Oh, Chun, Choe, Yoo: CutMix: regularization strategy to train strong classifiers (ICCV 2019).
/// </remarks>
public sealed class CutMix : IBatchTransform
{
    readonly int _classes;
    readonly double _alpha;

    /// <summary>A transform that mixes.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="alpha">Above 0, up to 4; the less, the more often one of the two is seen alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public CutMix(int classes, double alpha = 1)
    {
        Mixing.Check(classes, alpha);
        (_classes, _alpha) = (classes, alpha);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The input is no picture [N, C, H, W], or the targets are neither labels nor probabilities.</exception>
    public Batch Apply(Batch batch, ref Draws draws)
    {
        Tensor input = batch.Input;
        if (input.Rank != 4)
            throw new ShapeException($"`CutMix` takes pictures [N, C, H, W]; got {input.Spec}.");
        int height = (int)input.Shape[2], width = (int)input.Shape[3];
        double side = Math.Sqrt(1 - Mixing.Beta(_alpha, ref draws)) / 2;
        int x = draws.Below(width), y = draws.Below(height), across = (int)(side * width), down = (int)(side * height);
        int left = Math.Max(x - across, 0), right = Math.Min(x + across, width), top = Math.Max(y - down, 0), bottom = Math.Min(y + down, height);
        double own = 1 - ((double)(right - left) * (bottom - top) / ((double)width * height));
        float[] inside = new float[height * width];
        for (int row = top; row < bottom; row++)
            inside.AsSpan((row * width) + left, right - left).Fill(1);
        using (Gradients.Off())
        {
            Tensor mask = Tensor.From<float>(inside, [1, 1, height, width]) > 0;
            return new Batch(Tensor.Where(mask, input.Roll(1, 0), input), Mixing.Targets(batch, _classes, own), batch.SampleWeights);
        }
    }
}
