using Op = Lamina.Ops.Attention;

namespace Lamina.NN;

/// <summary>
/// Attention of several heads: head h gives softmax(q·kᵀ/√d)·v of q = Wq·query + bq, k = Wk·key + bk and v = Wv·value + bv, and
/// the heads side by side go through another linear layer.
/// Shape: queries [T, batch, dim], keys [S, batch, key dim], values [S, batch, value dim] → [T, batch, dim], or with batch first; also without batch.
/// Keys: <c>in_proj_weight</c> (q, k and v one upon another), or <c>q_proj_weight</c>, <c>k_proj_weight</c> and <c>v_proj_weight</c> where their sizes differ,
/// <c>in_proj_bias</c>, <c>bias_k</c>, <c>bias_v</c>, <c>out_proj.weight</c> and <c>out_proj.bias</c>.
/// </summary>
/// <remarks>
/// As <c>torch.nn.MultiheadAttention</c>, its start included (Glorot's uniform weights, biases of 0), but weights of pairs are given only when asked for, and by
/// keyValueHeads heads may share keys and values. Without weights and dropout the scores are never held as a whole. As in PyTorch, a mask is true for what is
/// <i>not</i> seen, the reverse of <see cref="Tensor.Attention"/>; a query that sees nothing gives NaN. DType: floating point.
/// <b>Source:</b> Vaswani and others, Attention is all you need (2017); shared keys: Ainslie and others, GQA (2023).
/// </remarks>
public sealed class MultiHeadAttention : Layer<AttentionInput, AttentionOutput>
{
    readonly Generator? _generator;

    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="embedDim">Size of queries and outputs; a multiple of the number of heads.</param>
    /// <param name="heads">Heads of queries.</param>
    /// <param name="dropout">In training, probability of 0 for a weight of a pair.</param>
    /// <param name="bias">False to leave bq, bk, bv and the bias of the last layer out.</param>
    /// <param name="addBiasKV">True for one more key and value, which are learned.</param>
    /// <param name="addZeroAttention">True for one more key and value of zeros.</param>
    /// <param name="keyDim">Size of keys; that of queries if null.</param>
    /// <param name="valueDim">Size of values; that of queries if null.</param>
    /// <param name="batchFirst">True for [batch, places, dim].</param>
    /// <param name="keyValueHeads">Heads of keys and values, of which each serves as many heads of queries; as many as those if null.</param>
    /// <param name="rotary">Turns queries and keys by their places; null for none.</param>
    /// <param name="generator">The source of dropout's random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="ShapeException">A size is below 1, or one is no multiple of the other.</exception>
    /// <exception cref="NumericException">Dropout is no probability.</exception>
    public MultiHeadAttention(
        int embedDim, int heads, double dropout = 0, bool bias = true, bool addBiasKV = false, bool addZeroAttention = false, int? keyDim = null, int? valueDim = null,
        bool batchFirst = false, int? keyValueHeads = null, RotaryPositions? rotary = null, Generator? generator = null)
    {
        string name = $"MultiHeadAttention({embedDim}, heads: {heads})";
        if (embedDim < 1 || heads < 1 || keyDim < 1 || valueDim < 1 || keyValueHeads < 1)
            throw new ShapeException($"{name}: sizes and numbers of heads are at least 1.");
        if (embedDim % heads != 0 || heads % (keyValueHeads ?? heads) != 0)
            throw new ShapeException($"{name}, {keyValueHeads ?? heads} for keys: the size is a multiple of the number of heads, and that of the heads of keys and values.");
        if (!(dropout >= 0 && dropout <= 1))
            throw new NumericException($"{name}: dropout of {dropout} is no probability; it must lie between 0 and 1.");
        (EmbedDim, Heads, Dropout, AddZeroAttention, BatchFirst, Rotary, _generator) = (embedDim, heads, dropout, addZeroAttention, batchFirst, rotary, generator);
        (KeyDim, ValueDim, KeyValueHeads) = (keyDim ?? embedDim, valueDim ?? embedDim, keyValueHeads ?? heads);
        if (rotary is not null && rotary.Dimension > HeadDim)
            throw new ShapeException($"{name}: {rotary} turns more numbers than a head's {HeadDim}.");
        long width = (long)HeadDim * KeyValueHeads;
        if (KeyDim == embedDim && ValueDim == embedDim)
            InProjWeight = new Parameter(Init.GlorotUniform([embedDim + (2 * width), embedDim]));
        else
        {
            QProjWeight = new Parameter(Init.GlorotUniform([embedDim, embedDim]));
            KProjWeight = new Parameter(Init.GlorotUniform([width, KeyDim]));
            VProjWeight = new Parameter(Init.GlorotUniform([width, ValueDim]));
        }

        if (bias)
            InProjBias = new Parameter(Tensor.Zeros([embedDim + (2 * width)]));
        if (addBiasKV)
            (BiasK, BiasV) = (new Parameter(Init.GlorotNormal([1, 1, width])), new Parameter(Init.GlorotNormal([1, 1, width])));
        OutProj = new Linear(embedDim, embedDim, bias);
        if (bias)
            Init.Fill(OutProj.Bias!, Init.Zeros);
    }

    /// <summary>Wq, Wk and Wv one upon another; null where their sizes differ.</summary>
    public Parameter? InProjWeight { get; }

    /// <summary>Wq [dim, dim] where the sizes differ.</summary>
    public Parameter? QProjWeight { get; }

    /// <summary>Wk where the sizes differ.</summary>
    public Parameter? KProjWeight { get; }

    /// <summary>Wv where the sizes differ.</summary>
    public Parameter? VProjWeight { get; }

    /// <summary>bq, bk and bv one after another; null without.</summary>
    public Parameter? InProjBias { get; }

    /// <summary>One more key, [1, 1, dim]; null without.</summary>
    public Parameter? BiasK { get; }

    /// <summary>One more value, [1, 1, dim]; null without.</summary>
    public Parameter? BiasV { get; }

    /// <summary>The layer behind the heads.</summary>
    public Linear OutProj { get; }

    /// <summary>Turns queries and keys by their places; null for none.</summary>
    public RotaryPositions? Rotary { get; }

    /// <summary>Size of queries and outputs.</summary>
    public int EmbedDim { get; }

    /// <summary>Size of keys.</summary>
    public int KeyDim { get; }

    /// <summary>Size of values.</summary>
    public int ValueDim { get; }

    /// <summary>Heads of queries.</summary>
    public int Heads { get; }

    /// <summary>Heads of keys and values.</summary>
    public int KeyValueHeads { get; }

    /// <summary>Numbers of a head.</summary>
    public int HeadDim => EmbedDim / Heads;

    /// <summary>In training, the probability with which the weight of a pair is set to 0.</summary>
    public double Dropout { get; }

    /// <summary>Whether there is one more key and value of zeros.</summary>
    public bool AddZeroAttention { get; }

    /// <summary>True for [batch, places, dim], false for [places, batch, dim].</summary>
    public bool BatchFirst { get; }

    /// <summary>Computes the output, and the weights if asked for.</summary>
    /// <inheritdoc cref="AttentionInput(Tensor, Tensor?, Tensor?, Tensor?, Tensor?, bool, bool, bool, KeyValueCache?)" path="/param"/>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public AttentionOutput Forward(
        Tensor query, Tensor? key = null, Tensor? value = null, Tensor? keyPaddingMask = null, Tensor? mask = null, bool isCausal = false,
        bool needWeights = false, bool averageWeights = true, KeyValueCache? cache = null) =>
        Forward(new AttentionInput(query, key, value, keyPaddingMask, mask, isCausal, needWeights, averageWeights, cache));

    /// <inheritdoc/>
    public override string ToString() => $"MultiHeadAttention({EmbedDim}, heads: {Heads}{(KeyValueHeads == Heads ? "" : $", {KeyValueHeads} for keys")})";

    /// <inheritdoc/>
    protected override AttentionOutput Compute(AttentionInput x)
    {
        Tensor query = x.Query, key = x.Key ?? query, value = x.Value ?? key;
        Check(query, key, value);
        bool single = query.Rank == 2;
        if (single)
        {
            int batch = BatchFirst ? 0 : 1;
            bool alike = ReferenceEquals(query, key), same = ReferenceEquals(key, value);
            query = query.Unsqueeze(batch);
            key = alike ? query : key.Unsqueeze(batch);
            value = same ? key : value.Unsqueeze(batch);
        }

        long past = x.Cache is { IsFixed: false } cache ? cache.Length : 0;
        (Tensor q, Tensor k, Tensor v) = Project(query, key, value, x.Cache, past);
        long places = k.Shape[2];
        (k, v) = WithMore(k, v);
        AttentionMasks masks = new(q.Shape[0], Heads, q.Shape[2], places, k.Shape[2] - places, this);
        bool pairs = x.NeedWeights || (IsTraining && Dropout > 0);

        // A single new place sees all that is there.
        bool causal = x.IsCausal && !(past > 0 && q.Shape[2] == 1), plain = causal && past == 0 && k.Shape[2] == places && !pairs;
        Tensor? mask = masks.Combine(x.Mask, x.KeyPaddingMask, causal && !plain, past);
        Tensor? weights = null;
        Tensor y;
        if (pairs)
        {
            Tensor scores = q.MatMul(Op.Spread(k, Heads).Transpose(-2, -1)) * (1 / Math.Sqrt(HeadDim));
            if (mask is not null)
                scores = mask.DType == DType.Bool ? scores.MaskedFill(!mask, double.NegativeInfinity) : scores + mask.To(scores.DType);
            weights = scores.Softmax();
            if (IsTraining && Dropout > 0)
                weights = weights.Dropout(Dropout, _generator);
            y = weights.MatMul(Op.Spread(v, Heads));
        }
        else
            y = q.Attention(k, v, plain, mask: mask);

        y = BatchFirst ? y.Transpose(1, 2).Reshape(y.Shape[0], y.Shape[2], EmbedDim) : y.Permute(2, 0, 1, 3).Reshape(y.Shape[2], y.Shape[0], EmbedDim);
        y = OutProj.Forward(y);
        if (!x.NeedWeights)
            weights = null;
        else if (x.AverageWeights)
            weights = weights!.Mean(1);
        return single ? new(y.Squeeze(BatchFirst ? 0 : 1), weights?.Squeeze(0)) : new(y, weights);
    }

    void Check(Tensor query, Tensor key, Tensor value)
    {
        string wanted = BatchFirst ? "[batch, places, {0}]" : "[places, batch, {0}]";
        foreach ((string name, Tensor x, int size) in (ReadOnlySpan<(string, Tensor, int)>)[("queries", query, EmbedDim), ("keys", key, KeyDim), ("values", value, ValueDim)])
        {
            if (x.Rank is not (2 or 3) || x.Rank != query.Rank || x.Shape[^1] != size)
                throw new ShapeException($"{this} needs {name} of {wanted.Replace("{0}", $"{size}", StringComparison.Ordinal)}, or all without batch; got {x.Shape} for queries of {query.Shape}. Reshape them, or build the layer for their size.");
        }

        int batch = BatchFirst ? 0 : 1;
        if (key.Shape[..^1] != value.Shape[..^1] || (query.Rank == 3 && query.Shape[batch] != key.Shape[batch]))
            throw new ShapeException($"{this} needs one batch, and a value for each key; got queries {query.Shape}, keys {key.Shape} and values {value.Shape}, {(BatchFirst ? "batch" : "places")} first.");
    }

    // Each as [batch, heads, places, head dim].
    (Tensor Q, Tensor K, Tensor V) Project(Tensor query, Tensor key, Tensor value, KeyValueCache? cache, long past)
    {
        long width = (long)HeadDim * KeyValueHeads;
        Tensor Part(Tensor all, int part) => part == 0 ? all.Slice(0, 0, EmbedDim) : all.Slice(0, EmbedDim + ((part - 1) * width), EmbedDim + (part * width));
        Tensor One(Tensor x, int part, Parameter? own) => x.Linear(own ?? Part(InProjWeight!, part), InProjBias is null ? null : Part(InProjBias, part));
        Tensor Head(Tensor x, int heads) => BatchFirst
            ? x.Reshape(x.Shape[0], x.Shape[1], heads, HeadDim).Transpose(1, 2)
            : x.Reshape(x.Shape[0], x.Shape[1], heads, HeadDim).Permute(1, 2, 0, 3);
        Tensor Turn(Tensor x) => Rotary?.Forward(x, past) ?? x;

        if (cache is { IsFixed: true, Keys: { } keys, Values: { } values })
            return (Turn(Head(One(query, 0, QProjWeight), Heads)), keys, values);
        Tensor[] all = ReferenceEquals(query, key) && ReferenceEquals(key, value) && InProjWeight is not null
            ? query.Linear(InProjWeight, InProjBias?.Value).Split([EmbedDim, width, width], -1)
            : [One(query, 0, QProjWeight), One(key, 1, KProjWeight), One(value, 2, VProjWeight)];
        Tensor q = Turn(Head(all[0], Heads)), k = Turn(Head(all[1], KeyValueHeads)), v = Head(all[2], KeyValueHeads);
        if (cache is not null)
            (k, v) = cache.Append(k, v);
        return (q, k, v);
    }

    (Tensor K, Tensor V) WithMore(Tensor k, Tensor v)
    {
        Shape one = k.Shape.With(2, 1);
        Tensor More(Tensor x, Parameter? learned)
        {
            if (learned is not null)
                x = Tensor.Concatenate([x, learned.Value.Reshape(1, KeyValueHeads, 1, HeadDim).Expand(one)], 2);
            return AddZeroAttention ? Tensor.Concatenate([x, Tensor.Zeros(one, x.DType)], 2) : x;
        }

        return (More(k, BiasK), More(v, BiasV));
    }
}
