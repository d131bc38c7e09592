namespace Lamina.NN;

/// <summary>x for x &gt; 0, else α·(eˣ − 1) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.ELU</c>. Source: Clevert and others, Fast and Accurate Deep Network Learning by Exponential Linear Units (2016).</remarks>
/// <param name="alpha">α: the negative limit. 1 by default.</param>
public sealed class Elu(double alpha = 1) : Layer<Tensor, Tensor>
{
    /// <summary>α: the negative limit.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Elu(Alpha);
}
