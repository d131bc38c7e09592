namespace Lamina.NN;

/// <summary>Lets layers of lines, pictures and volumes take one without a batch axis.</summary>
internal static class Pictures
{
    public static Tensor Batched(Module layer, Tensor x, Func<Tensor, Tensor> compute) => Batched(layer, x, 2, compute);

    /// <param name="layer">Who asks.</param>
    /// <param name="x">The input.</param>
    /// <param name="axes">How many there are behind N and C.</param>
    /// <param name="compute">What is done to a batch.</param>
    public static Tensor Batched(Module layer, Tensor x, int axes, Func<Tensor, Tensor> compute) => (x.Rank - axes) switch
    {
        2 => compute(x),
        1 => compute(x.Unsqueeze(0)).Squeeze(0),
        _ => throw new ShapeException($"{layer} needs {Form(axes)}; got {x.Shape}. Reshape the input."),
    };

    public static (Tensor Output, Tensor Indices) BatchedPair(Module layer, Tensor x, int axes, Func<Tensor, (Tensor Output, Tensor Indices)> compute)
    {
        if (x.Rank - axes == 2)
            return compute(x);
        Tensor? indices = null;
        Tensor output = Batched(layer, x, axes, batch =>
        {
            (Tensor values, indices) = compute(batch);
            return values;
        });
        return (output, indices!.Squeeze(0));
    }

    public static string Form(int axes) => axes switch { 1 => "[N, C, L]", 2 => "[N, C, H, W]", _ => "[N, C, D, H, W]" };
}
