namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>
    /// Contrastive loss of pairs: the cross-entropy of q·k / T of each query with all keys, where the key of the same row is the right one and the others are the wrong ones. Queries and keys are brought to length 1.
    /// </summary>
    /// <param name="queries">q, [samples, features], floating point.</param>
    /// <param name="keys">k, of the same shape: the i-th belongs to the i-th query. Gradients flow to both.</param>
    /// <param name="temperature">T, above 0.</param>
    /// <param name="symmetric">True for the mean of this and of the same with queries and keys exchanged, as in CLIP.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>
    /// Sources: van den Oord, Li and Vinyals, Representation Learning with Contrastive Predictive Coding, 2018; Radford et al., Learning Transferable Visual Models From Natural Language Supervision, 2021.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor InfoNce(Tensor queries, Tensor keys, double temperature = 0.07, bool symmetric = false, Reduction reduction = Reduction.Mean) =>
        new InfoNceLoss(temperature, symmetric, reduction).Forward(queries, keys);

    /// <summary>Contrastive loss of pairs as a value; see <see cref="InfoNce(Tensor, Tensor, double, bool, Reduction)"/>.</summary>
    /// <param name="temperature">T, above 0.</param>
    /// <param name="symmetric">True for the mean of this and of the same with queries and keys exchanged, as in CLIP.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss InfoNce(double temperature = 0.07, bool symmetric = false, Reduction reduction = Reduction.Mean) => new InfoNceLoss(temperature, symmetric, reduction);
}

internal sealed record InfoNceLoss(double Temperature, bool Symmetric, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "InfoNce";

    public double Temperature { get; } = Positive(Temperature, nameof(InfoNce), "the temperature");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor keys = Alike(prediction, target);
        if (prediction.Rank != 2)
            throw new ShapeException($"{Name}: queries and keys are [samples, features]; got {prediction.Shape}. Flatten the features.");
        Tensor scores = prediction.Normalize().MatMul(keys.Normalize().T) / Temperature, own = Tensor.Arange(prediction.Shape[0]);
        Tensor losses = CrossEntropy(scores, own, reduction: Reduction.None);
        return Reduce(Symmetric ? (losses + CrossEntropy(scores.T, own, reduction: Reduction.None)) * 0.5 : losses);
    }
}
