using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Attention of queries to keys, Bahdanau's: softmax(Σ w·tanh(q + k))·v. Shapes as of <see cref="AttentionLayer"/>. Key: <c>scale</c> w, [dim], where it is used.</summary>
/// <remarks>As Keras' <c>AdditiveAttention</c>, its start included: w is Glorot's uniform. DType: floating point. Source: Bahdanau, Cho and Bengio, Neural Machine Translation by Jointly Learning to Align and Translate (2015).</remarks>
public sealed class AdditiveAttention : AttentionLayer, IBuildable
{
    readonly Lock _building = new();

    /// <summary>Makes a layer.</summary>
    /// <param name="useScale">False to leave w out.</param>
    /// <param name="dropout">In training, the probability with which the weight of a pair is set to 0.</param>
    /// <param name="inputShape">The shape of a sample of queries, [steps, dim], to build at once; null to wait for the first input.</param>
    /// <param name="generator">The source of dropout's random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="NumericException">Dropout is no probability below 1.</exception>
    public AdditiveAttention(bool useScale = true, double dropout = 0, Shape? inputShape = null, Generator? generator = null)
        : base(dropout, generator)
    {
        UseScale = useScale;
        if (inputShape is { } sample)
            Build(new TensorSpec(DType.Float32, sample));
    }

    /// <summary>Whether there is w.</summary>
    public bool UseScale { get; }

    /// <summary>w, [dim]; null without, or until the input's shape is known.</summary>
    public Parameter? Scale { get; private set; }

    /// <inheritdoc/>
    public bool IsBuilt => InputSpec is not null;

    /// <summary>Dtype and shape of the first sample of queries, or those the layer was told; null before.</summary>
    public TensorSpec? InputSpec { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => $"AdditiveAttention({(UseScale ? "scaled" : "")})";

    private protected override Tensor Attend(Tensor query, Tensor value, Tensor key, Tensor? mask)
    {
        if (query.Shape[2] != key.Shape[2] || (Scale is { } built && built.Shape[0] != query.Shape[2]))
            throw new ShapeException($"{this} needs keys of the queries' size{(Scale is null ? "" : $", {Scale.Shape[0]}")}; got {query.Shape} and {key.Shape}.");
        lock (_building)
        {
            if (!IsBuilt)
                Build(new TensorSpec(query.DType, query.Shape.Remove(0)));
        }

        Tensor alike = (query.Unsqueeze(2) + key.Unsqueeze(1)).Tanh();
        return Weigh((Scale is null ? alike : alike * Scale.Value).Sum(-1), value, mask);
    }

    void Build(TensorSpec sample)
    {
        long size = sample.Shape[^1];
        if (UseScale)
            Scale = new Parameter(Init.GlorotUniform([size, size]).Slice(0, 0, 1).Reshape(size).Clone());
        if (sample.DType.IsFloatingPoint())
            To(sample.DType);
        InputSpec = sample;
    }
}
