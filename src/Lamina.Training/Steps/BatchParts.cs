using Lamina.Data;

namespace Lamina.Training;

/// <summary>The tensors of a batch, as a step of training or measuring takes them.</summary>
/// <param name="Inputs">At least one.</param>
/// <param name="Targets">Those of the outputs.</param>
/// <param name="Weights">What the loss of each sample is multiplied by; null where all count alike.</param>
/// <param name="Share">What the gradient of the batch is multiplied by; null for 1.</param>
internal sealed record BatchParts(IReadOnlyList<Tensor> Inputs, IReadOnlyList<Tensor> Targets, Tensor? Weights = null, Tensor? Share = null)
{
    /// <summary>The target of a batch that has just one.</summary>
    /// <exception cref="ShapeException">There are several, or none.</exception>
    public Tensor Target => Targets.Count == 1
        ? Targets[0]
        : throw new ShapeException($"A model of one output takes batches of one target; got {Targets.Count}. Give `Compile` a loss for each output, or `Select` what is predicted.");

    public long Samples => Inputs[0].Rank > 0 ? Inputs[0].Shape[0] : 1;

    /// <summary>All of them in a row, as a recorded step takes them.</summary>
    public Tensor[] Tensors => [.. Inputs, .. Targets, .. new[] { Weights, Share }.OfType<Tensor>()];

    public BatchLayout Layout => new(Inputs.Count, Targets.Count, Weights is not null, Share is not null);

    public static BatchParts Of(Batch batch) => new(batch.Inputs, batch.Targets, batch.SampleWeights);

    public static BatchParts Of(Tensor input, Tensor target) => new([input], [target]);

    public Batch ToBatch() => new(Inputs, Targets, Weights);
}
