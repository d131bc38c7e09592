using Lamina.NN;
using Buffer = Lamina.NN.Buffer;

namespace Lamina.Models.Language;

/// <summary>
/// Attention of several heads, in which a place sees itself and the places before it: softmax(q·kᵀ/√d)·v. Shape: [batch, length, width], kept.
/// Keys: <c>c_attn</c> (q, k and v side by side) and <c>c_proj</c>.
/// </summary>
internal sealed class CausalSelfAttention : Layer<Tensor, Tensor>
{
    readonly Linear _cAttn, _cProj;
    readonly Buffer _future;
    readonly int _heads;

    public CausalSelfAttention(int width, int heads, int length)
    {
        if (heads < 1 || width % heads != 0)
            throw new ShapeException($"CausalSelfAttention({width}, heads: {heads}): the width must be a multiple of the number of heads.");
        (_cAttn, _cProj, _heads) = (new Linear(width, 3L * width), new Linear(width, width), heads);
        _future = new Buffer(Tensor.Ones([length, length], DType.Bool).Triu(1), persistent: false);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        long batch = x.Shape[0], length = x.Shape[1], width = x.Shape[2];
        Tensor[] parts = _cAttn.Forward(x).Split(width, 2);
        Tensor Head(Tensor part) => part.Reshape(batch, length, _heads, width / _heads).Transpose(1, 2);
        Tensor y = Attend(Head(parts[0]), Head(parts[1]), Head(parts[2]));
        return _cProj.Forward(y.Transpose(1, 2).Reshape(batch, length, width));
    }

    // Queries, keys and values of [batch, heads, length, width of a head]. The only place that knows how attention is computed.
    Tensor Attend(Tensor q, Tensor k, Tensor v)
    {
        long length = q.Shape[2];
        Tensor scores = q.MatMul(k.Transpose(-2, -1)) * (1 / Math.Sqrt(q.Shape[3]));
        Tensor future = _future.Value.Slice(0, 0, length).Slice(1, 0, length);
        return scores.MaskedFill(future, double.NegativeInfinity).Softmax(-1).MatMul(v);
    }
}
