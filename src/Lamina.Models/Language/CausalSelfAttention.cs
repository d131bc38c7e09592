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
    protected override Tensor Compute(Tensor x) => Attend(x, null);

    /// <summary>The same for the places behind those of a cache, which are seen too.</summary>
    public Tensor Attend(Tensor x, KeyValueCache? cache)
    {
        long batch = x.Shape[0], length = x.Shape[1], width = x.Shape[2];
        Tensor[] parts = _cAttn.Forward(x).Split(width, 2);
        Tensor Head(Tensor part) => part.Reshape(batch, length, _heads, width / _heads).Transpose(1, 2);
        (Tensor k, Tensor v) = (Head(parts[1]), Head(parts[2]));
        long past = cache?.Length ?? 0;
        if (cache is not null)
            (k, v) = cache.Append(k, v);

        // A single new place sees all that is there; of several each sees those before it.
        Tensor? mask = past > 0 && length > 1 ? Tensor.Ones([length, past + length]).Tril(past).Greater(0) : null;
        Tensor y = Head(parts[0]).Attention(k, v, isCausal: past == 0, mask: mask);
        return _cProj.Forward(y.Transpose(1, 2).Reshape(batch, length, width));
    }
}
