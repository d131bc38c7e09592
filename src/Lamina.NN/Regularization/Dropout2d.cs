namespace Lamina.NN;

/// <summary>Drops whole channels of [N, C, H, W] or [C, H, W]; the shape is kept. See <see cref="ChannelDropout"/>. As <c>torch.nn.Dropout2d</c>. PyTorch takes three axes as [N, C, L] here; Lamina, as [C, H, W].</summary>
/// <param name="p">Probability of 0, in [0, 1]; 0.5 by default.</param>
/// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
/// <exception cref="NumericException">p is no probability.</exception>
public sealed class Dropout2d(double p = 0.5, Generator? generator = null) : ChannelDropout(p, generator)
{
    private protected override int Axes => 2;

    private protected override string Wanted => "[N, C, H, W] or [C, H, W]";
}
