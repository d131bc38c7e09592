using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Attention of queries to keys, Luong's: softmax(q·kᵀ)·v, without the division by √dim of later forms. Shapes as of <see cref="AttentionLayer"/>. Keys: <c>scale</c> and <c>concat_score_weight</c>, numbers without axes, where they are used.</summary>
/// <remarks>As Keras' <c>Attention</c>, both numbers 1 at the start. DType: floating point. Source: Luong, Pham and Manning, Effective Approaches to Attention-based Neural Machine Translation (2015).</remarks>
/// <param name="useScale">True to learn what the scores are multiplied by; with <see cref="AttentionScore.Concat"/> the sum of query and key.</param>
/// <param name="scoreMode">How a query is compared with a key.</param>
/// <param name="dropout">In training, the probability with which the weight of a pair is set to 0.</param>
/// <param name="generator">The source of dropout's random numbers; <see cref="Generator.Default"/> if null.</param>
/// <exception cref="NumericException">Dropout is no probability below 1.</exception>
public sealed class Attention(bool useScale = false, AttentionScore scoreMode = AttentionScore.Dot, double dropout = 0, Generator? generator = null) : AttentionLayer(dropout, generator)
{
    /// <summary>Whether scores are multiplied by a learned number.</summary>
    public bool UseScale => Scale is not null;

    /// <summary>How a query is compared with a key.</summary>
    public AttentionScore ScoreMode { get; } = scoreMode;

    /// <summary>What the scores are multiplied by; null for 1.</summary>
    public Parameter? Scale { get; } = useScale ? new Parameter(Tensor.Ones([])) : null;

    /// <summary>What sums are multiplied by; null where scores are products.</summary>
    public Parameter? ConcatScoreWeight { get; } = scoreMode == AttentionScore.Concat ? new Parameter(Tensor.Ones([])) : null;

    /// <inheritdoc/>
    public override string ToString() => $"Attention({ScoreMode}{(UseScale ? ", scaled" : "")})";

    private protected override Tensor Attend(Tensor query, Tensor value, Tensor key, Tensor? mask)
    {
        if (query.Shape[2] != key.Shape[2])
            throw new ShapeException($"{this} needs keys of the queries' size; got {query.Shape} and {key.Shape}.");
        Tensor scores;
        if (ConcatScoreWeight is { } weight)
        {
            Tensor sum = query.Unsqueeze(2) + key.Unsqueeze(1);
            scores = (Scale is null ? sum : sum * Scale.Value).Tanh().Sum(-1) * weight.Value;
        }
        else
        {
            scores = query.MatMul(key.Transpose(-2, -1));
            if (Scale is not null)
                scores *= Scale.Value;
        }

        return Weigh(scores, value, mask);
    }
}
