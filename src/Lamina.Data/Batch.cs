namespace Lamina.Data;

/// <summary>Some samples side by side: inputs and targets whose first axis counts the samples.</summary>
/// <remarks>Mostly one of each, and then taken apart: <c>(Tensor images, Tensor labels) = batch;</c>.</remarks>
public sealed class Batch
{
    /// <summary>A batch of one input and one target.</summary>
    /// <param name="input">[N, …].</param>
    /// <param name="target">[N, …].</param>
    /// <param name="sampleWeights">[N]: what the loss of each sample is multiplied by; null where all count alike.</param>
    /// <exception cref="ShapeException">They do not count the same number of samples.</exception>
    public Batch(Tensor input, Tensor target, Tensor? sampleWeights = null)
        : this([input], [target], sampleWeights)
    {
    }

    /// <summary>A batch of several inputs or targets.</summary>
    /// <param name="inputs">At least one tensor [N, …].</param>
    /// <param name="targets">Tensors [N, …]; none where there is nothing to predict.</param>
    /// <param name="sampleWeights">[N]: what the loss of each sample is multiplied by; null where all count alike.</param>
    /// <exception cref="ShapeException">There is no input, or the tensors do not count the same number of samples.</exception>
    public Batch(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> targets, Tensor? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Count == 0)
            throw new ShapeException("A batch has at least one input; got none.");
        foreach (Tensor tensor in (IEnumerable<Tensor>)[.. inputs, .. targets])
        {
            if (tensor.Rank == 0 || tensor.Shape[0] != inputs[0].Shape[0])
            {
                throw new ShapeException(
                    $"The first axis of every tensor of a batch counts its samples; got inputs {Specs(inputs)} and targets {Specs(targets)}.");
            }
        }

        if (sampleWeights is not null && (sampleWeights.Rank != 1 || sampleWeights.Shape[0] != inputs[0].Shape[0]))
            throw new ShapeException($"A batch of {inputs[0].Shape[0]} samples has as many weights, [{inputs[0].Shape[0]}]; got {sampleWeights.Spec}.");
        (Inputs, Targets, SampleWeights) = (inputs, targets, sampleWeights);
    }

    /// <summary>The inputs, in the order of the model's arguments.</summary>
    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>The targets.</summary>
    public IReadOnlyList<Tensor> Targets { get; }

    /// <summary>What the loss of each sample is multiplied by, [N]; null where all count alike.</summary>
    public Tensor? SampleWeights { get; }

    /// <summary>The input of a batch that has just one.</summary>
    /// <exception cref="ShapeException">There are several.</exception>
    public Tensor Input => Inputs.Count == 1
        ? Inputs[0]
        : throw new ShapeException($"This batch has {Inputs.Count} inputs, {Specs(Inputs)}; take them from `Inputs`.");

    /// <summary>The target of a batch that has just one.</summary>
    /// <exception cref="ShapeException">There are several, or none.</exception>
    public Tensor Target => Targets.Count == 1
        ? Targets[0]
        : throw new ShapeException($"This batch has {Targets.Count} targets, {Specs(Targets)}; take them from `Targets`.");

    /// <summary>How many samples.</summary>
    public long Count => Inputs[0].Shape[0];

    /// <summary>Takes a batch of one input and one target apart.</summary>
    /// <exception cref="ShapeException">There are several inputs, or not exactly one target.</exception>
    public void Deconstruct(out Tensor input, out Tensor target) => (input, target) = (Input, Target);

    static string Specs(IReadOnlyList<Tensor> tensors) => $"({string.Join(", ", tensors.Select(tensor => tensor.Spec))})";
}
