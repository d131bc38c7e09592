using Lamina.NN;

namespace Lamina.Models.Language;

/// <summary>
/// A language model of blocks of causal attention, normalized before each part, with learned positions: numbers of tokens
/// [batch, length] → logits of the next token [batch, length, vocabulary]. The output's weights are those of the embedding.
/// </summary>
/// <remarks>
/// Weights begin normal with deviation 0.02, those that end a residual branch with 0.02/√(2·blocks), biases with 0.
/// Keys as GPT-2's: <c>wte</c>, <c>wpe</c>, <c>h.0.attn.c_attn</c> …, <c>ln_f</c>; weights of linear layers are [out, in].
/// <b>Source:</b> Radford and others, Language models are unsupervised multitask learners (2019); Gelu in its exact form.
/// </remarks>
public sealed class Gpt : Module<Tensor, Tensor>
{
    readonly Embedding _wte, _wpe;
    readonly Sequential _h;
    readonly LayerNorm _lnF;

    /// <summary>Makes a model with random weights.</summary>
    /// <param name="vocabulary">Number of tokens.</param>
    /// <param name="length">The most tokens of a sequence.</param>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="width">Numbers for a token.</param>
    /// <param name="heads">Heads of attention; the width is a multiple of them.</param>
    /// <exception cref="ShapeException">A size is below 1, or the width no multiple of the heads.</exception>
    public Gpt(int vocabulary, int length, int blocks, int width, int heads)
    {
        if (blocks < 1)
            throw new ShapeException($"Gpt: there is at least one block; got {blocks}.");
        Heads = heads;
        (_wte, _wpe) = (new Embedding(vocabulary, width), new Embedding(length, width));
        _h = [.. Enumerable.Range(0, blocks).Select(_ => new GptBlock(width, heads))];
        _lnF = new LayerNorm([width]);
        foreach ((string name, Parameter parameter) in NamedParameters())
        {
            double deviation = name.EndsWith("c_proj.weight", StringComparison.Ordinal) ? 0.02 / Math.Sqrt(2 * blocks) : 0.02;
            if (parameter.Value.Rank == 2)
                Init.Fill(parameter, (shape, dtype, generator) => Init.Normal(shape, 0, deviation, dtype, generator));
            else if (name.EndsWith(".bias", StringComparison.Ordinal))
                Init.Fill(parameter, Init.Zeros);
        }
    }

    /// <summary>Number of tokens.</summary>
    public int Vocabulary => (int)_wte.Count;

    /// <summary>The most tokens of a sequence.</summary>
    public int Length => (int)_wpe.Count;

    /// <summary>Number of blocks.</summary>
    public int Blocks => _h.Count;

    /// <summary>Numbers for a token.</summary>
    public int Width => (int)_wte.Dimension;

    /// <summary>Heads of attention.</summary>
    public int Heads { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        if (x.Rank != 2 || x.Shape[1] > _wpe.Count)
            throw new ShapeException($"Gpt takes numbers of tokens [batch, length] with a length up to {_wpe.Count}; got {x.Spec}. Cut longer texts.");
        Tensor positions = _wpe.Weight.Value.Slice(0, 0, x.Shape[1]);
        Tensor y = _lnF.Forward(_h.Forward(_wte.Forward(x) + positions));
        return y.Linear(_wte.Weight);
    }

    /// <summary>The logits of new places of a sequence whose places so far are in a cache, which these are added to: what <see cref="Forward(Tensor)"/> gives for the whole, at the cost of the new ones.</summary>
    /// <param name="x">Numbers of the new tokens, [batch, new].</param>
    /// <param name="cache">What the network has made of the tokens before; a new one for a new sequence.</param>
    /// <returns>[batch, new, vocabulary].</returns>
    /// <exception cref="ShapeException">The sequence becomes longer than <see cref="Length"/>.</exception>
    public Tensor Forward(Tensor x, TransformerCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        long past = cache.Length;
        if (x.Rank != 2 || past + x.Shape[1] > Length)
            throw new ShapeException($"Gpt takes numbers of tokens [batch, length] with a length up to {Length}, those of the cache included; got {x.Spec} behind {past} places. Clear the cache, and begin anew with the last of the tokens.");
        Tensor y = _wte.Forward(x) + _wpe.Weight.Value.Slice(0, past, past + x.Shape[1]);
        for (int block = 0; block < _h.Count; block++)
            y = ((GptBlock)_h[block]).Continue(y, cache.Own(block));
        return _lnF.Forward(y).Linear(_wte.Weight);
    }
}
