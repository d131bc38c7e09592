namespace Lamina.NN;

/// <summary>Lets layers of pictures take one without a batch axis.</summary>
internal static class Pictures
{
    public static Tensor Batched(Module layer, Tensor x, Func<Tensor, Tensor> compute) => x.Rank switch
    {
        4 => compute(x),
        3 => compute(x.Unsqueeze(0)).Squeeze(0),
        _ => throw new ShapeException($"{layer} needs [N, C, H, W]; got {x.Shape}. Reshape the input."),
    };
}
