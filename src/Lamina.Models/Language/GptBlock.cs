using Lamina.NN;

namespace Lamina.Models.Language;

/// <summary>
/// A block of <see cref="Gpt"/>: x + attention(norm(x)), then x + dense(gelu(dense(norm(x)))) with four times the width between.
/// Keys: <c>ln_1</c>, <c>attn</c>, <c>ln_2</c>, <c>mlp.c_fc</c>, <c>mlp.c_proj</c>.
/// </summary>
internal sealed class GptBlock : Layer<Tensor, Tensor>
{
    [Key("ln_1")]
    readonly LayerNorm _norm1;
    readonly CausalSelfAttention _attn;
    [Key("ln_2")]
    readonly LayerNorm _norm2;
    [Key("mlp.c_fc")]
    readonly Linear _widen;
    [Key("mlp.c_proj")]
    readonly Linear _narrow;

    public GptBlock(int width, int heads)
    {
        (_norm1, _norm2) = (new LayerNorm([width]), new LayerNorm([width]));
        _attn = new CausalSelfAttention(width, heads);
        (_widen, _narrow) = (new Linear(width, 4L * width), new Linear(4L * width, width));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Dense(x + _attn.Forward(_norm1.Forward(x)));

    /// <summary>The same for the places behind those of a cache.</summary>
    public Tensor Continue(Tensor x, KeyValueCache cache) => Dense(x + _attn.Attend(_norm1.Forward(x), cache));

    Tensor Dense(Tensor x) => x + _narrow.Forward(_widen.Forward(_norm2.Forward(x)).Gelu());
}
