using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// What attention layers by Keras' names have in common: inputs are queries, values and keys, in this order; without keys the values are those too. <c>new Attention().Forward([query, value])</c>, or <c>new Attention().Of(a, b)</c> in the graph of
/// a <see cref="Functional"/>. Shape: [N, T, dim], [N, S, dim'], [N, S, dim] → [N, T, dim'].
/// </summary>
public abstract class AttentionLayer : Layer<IReadOnlyList<Tensor>, Tensor>
{
    readonly Generator? _generator;

    private protected AttentionLayer(double dropout, Generator? generator)
    {
        if (!(dropout >= 0 && dropout < 1))
            throw new NumericException($"{GetType().Name}: dropout of {dropout}; it must be at least 0 and below 1.");
        (Dropout, _generator) = (dropout, generator);
    }

    /// <summary>In training, the probability with which the weight of a pair is set to 0.</summary>
    public double Dropout { get; }

    /// <summary>Computes the output.</summary>
    /// <param name="query">[N, T, dim].</param>
    /// <param name="value">[N, S, dim'].</param>
    /// <param name="key">[N, S, dim]; the values if null.</param>
    /// <param name="queryMask">True where a query counts, [N, T]: the output of others is 0; all if null.</param>
    /// <param name="valueMask">True where a value counts, [N, S]; all if null.</param>
    /// <param name="useCausalMask">True to let query t see the values 0 … t alone.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Forward(Tensor query, Tensor value, Tensor? key = null, Tensor? queryMask = null, Tensor? valueMask = null, bool useCausalMask = false)
    {
        Tensor[] inputs = key is null ? [query, value] : [query, value, key];
        return Around(inputs, (Layer: this, queryMask, valueMask, useCausalMask), static (x, rest) => rest.Layer.Attend(x, rest.queryMask, rest.valueMask, rest.useCausalMask));
    }

    /// <inheritdoc/>
    protected sealed override Tensor Compute(IReadOnlyList<Tensor> x) => Attend(x, null, null, isCausal: false);

    /// <summary>The output of checked inputs, with a mask that broadcasts to [N, T, S]; null if all counts.</summary>
    private protected abstract Tensor Attend(Tensor query, Tensor value, Tensor key, Tensor? mask);

    /// <summary>Weighs the values by scores [.., T, S].</summary>
    private protected Tensor Weigh(Tensor scores, Tensor value, Tensor? mask)
    {
        // As in Keras a query that sees nothing has the mean of all values, and no NaN.
        if (mask is not null)
            scores = scores.MaskedFill(!mask, scores.DType == DType.Float16 ? -65504 : -1e9);
        Tensor weights = scores.Softmax();
        return (IsTraining && Dropout > 0 ? weights.Dropout(Dropout, _generator) : weights).MatMul(value);
    }

    Tensor Attend(IReadOnlyList<Tensor> x, Tensor? queryMask, Tensor? valueMask, bool isCausal)
    {
        if (x.Count is not (2 or 3))
            throw new ShapeException($"{this} takes queries, values and, if they are others, keys; got {x.Count} inputs.");
        (Tensor query, Tensor value, Tensor key) = (x[0], x[1], x[^1]);
        if (query.Rank != 3 || value.Rank != 3 || key.Rank != 3 || key.Shape[..2] != value.Shape[..2] || query.Shape[0] != key.Shape[0])
            throw new ShapeException($"{this} needs queries [N, T, dim], and for each value [N, S, ..] a key [N, S, dim]; got {query.Shape}, {value.Shape} and {key.Shape}. Reshape them.");
        if ((queryMask is not null && queryMask.Shape != query.Shape[..2]) || (valueMask is not null && valueMask.Shape != value.Shape[..2]))
            throw new ShapeException($"{this} takes masks of {query.Shape[..2]} for queries and {value.Shape[..2]} for values; got {queryMask?.Shape.ToString() ?? "none"} and {valueMask?.Shape.ToString() ?? "none"}.");
        Tensor? mask = valueMask?.To(DType.Bool).Unsqueeze(1);
        if (isCausal)
        {
            Tensor before = Tensor.Arange(query.Shape[1]).Unsqueeze(1) >= Tensor.Arange(value.Shape[1]);
            mask = mask is null ? before.Unsqueeze(0) : mask & before;
        }

        Tensor y = Attend(query, value, key, mask);
        return queryMask is null ? y : Tensor.Where(queryMask.To(DType.Bool).Unsqueeze(2), y, 0);
    }
}
