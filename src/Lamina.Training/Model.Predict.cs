using Lamina.Data;
using Lamina.Ops;

namespace Lamina.Training;

public sealed partial class Model
{
    /// <summary>What the network gives for inputs, in evaluation mode, without gradients, a batch at a time. Safe from many threads.</summary>
    /// <param name="x">Inputs [N, …], as the network takes them.</param>
    /// <param name="batchSize">Samples a batch: bounds the memory.</param>
    /// <returns>[N, …].</returns>
    /// <remarks>
    /// Of four batches and more the first is recorded and the others replay it, as in <c>Fit</c>: the same bits, faster. For small batches that
    /// come one by one, <see cref="Capture"/> records a step of one's own.
    /// </remarks>
    public Tensor Predict(Tensor x, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (x.Rank == 0)
            throw new ShapeException($"Predict takes a batch, whose first axis counts the samples; got {x.Spec}. Add the axis with `Unsqueeze(0)`.");
        return Predict(x.Shape[0], batchSize, (first, end) => x.Slice(0, first, end));
    }

    /// <summary>What the network gives for arrays.</summary>
    /// <inheritdoc cref="Predict(Tensor, int)"/>
    public Tensor Predict(Array x, int batchSize = 256) => Predict(Tensor.From(x), batchSize);

    /// <summary>What the network gives for the inputs of a data set, in its order; targets are passed by.</summary>
    /// <inheritdoc cref="Predict(Tensor, int)"/>
    public Tensor Predict(IDataset data, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        data = Arranged(data);
        return Predict(data.Count, batchSize, (first, end) =>
        {
            long[] indices = new long[end - first];
            for (int i = 0; i < indices.Length; i++)
                indices[i] = first + i;
            return data.Read(indices).Input;
        });
    }

    /// <summary>What a network of several inputs or outputs gives, in evaluation mode, without gradients, a batch at a time.</summary>
    /// <param name="inputs">A tensor [N, …] for each input.</param>
    /// <param name="batchSize">Samples a batch: bounds the memory.</param>
    /// <returns>[N, …] for each output.</returns>
    /// <exception cref="ShapeException">The inputs are not those of the network.</exception>
    public IReadOnlyList<Tensor> PredictAll(IReadOnlyList<Tensor> inputs, int batchSize = 256) => PredictAll(new ArrayDataset(inputs, []), batchSize);

    /// <summary>The same for the inputs of a data set, in its order; targets are passed by.</summary>
    /// <param name="data">The data set.</param>
    /// <inheritdoc cref="PredictAll(IReadOnlyList{Tensor}, int)"/>
    /// <param name="batchSize"></param>
    public IReadOnlyList<Tensor> PredictAll(IDataset data, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(data);
        using EvaluationMode.Scope mode = _mode.Enter();
        using GradientScope off = Gradients.Off();
        List<IReadOnlyList<Tensor>> parts = [];
        foreach (Batch batch in new DataLoader(Arranged(data), batchSize, workers: 0))
            parts.Add(Forward(batch.Inputs));
        return parts.Count == 0 ? Forward(data.Read([]).Inputs) : [.. parts[0].Select((_, i) => Tensor.Concatenate([.. parts.Select(part => part[i])]))];
    }

    Tensor Predict(long count, int batchSize, Func<long, long, Tensor> read)
    {
        if (Module is ManyToMany)
            throw new InvalidOperationException($"{Module} has several inputs or outputs: `PredictAll` takes and gives them all.");
        using EvaluationMode.Scope mode = _mode.Enter();
        using GradientScope off = Gradients.Off();
        if (count <= batchSize)
            return Module.Call(read(0, count));
        ForwardReplay forward = new(Module, inputs => Module.Call(inputs[0]), count / batchSize);
        Tensor? all = null;
        for (long first = 0; first < count; first += batchSize)
        {
            long end = Math.Min(first + batchSize, count);
            Tensor part = forward.Run(read(first, end));
            if (part.Rank == 0 || part.Shape[0] != end - first)
                throw new ShapeException($"Predict gave {end - first} samples to {Module}, and got {part.Spec}: the first axis of the output must count the samples.");
            all ??= Tensor.Zeros(part.Shape.With(0, count), part.DType);
            Dispatch.Run(new CopyInto(), all.Slice(0, first, end), part);
        }

        return all!;
    }
}
