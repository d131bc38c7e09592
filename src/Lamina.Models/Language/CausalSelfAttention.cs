using Lamina.NN;

namespace Lamina.Models.Language;

/// <summary>
/// Attention of several heads, in which a place sees itself and the places before it: softmax(q·kᵀ/√d)·v. Shape: [batch, length, width], kept.
/// Keys: <c>c_attn</c> (q, k and v side by side) and <c>c_proj</c>.
/// </summary>
internal sealed class CausalSelfAttention : Layer<Tensor, Tensor>
{
    readonly Linear _cAttn, _cProj;
    readonly int _heads;

    public CausalSelfAttention(int width, int heads)
    {
        if (heads < 1 || width % heads != 0)
            throw new ShapeException($"CausalSelfAttention({width}, heads: {heads}): the width must be a multiple of the number of heads.");
        (_cAttn, _cProj, _heads) = (new Linear(width, 3L * width), new Linear(width, width), heads);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        long batch = x.Shape[0], length = x.Shape[1], width = x.Shape[2];
        Tensor[] parts = _cAttn.Forward(x).Split(width, 2);
        Tensor Head(Tensor part) => part.Reshape(batch, length, _heads, width / _heads).Transpose(1, 2);
        Tensor y = Head(parts[0]).Attention(Head(parts[1]), Head(parts[2]), isCausal: true);
        return _cProj.Forward(y.Transpose(1, 2).Reshape(batch, length, width));
    }
}
