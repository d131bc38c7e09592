using System.Runtime.CompilerServices;

namespace Lamina.Data;

/// <summary>Ways to lay samples side by side as a batch.</summary>
public static class Collate
{
    /// <summary>A batch of tensors, numbers, arrays of numbers, or tuples of these.</summary>
    /// <param name="samples">At least one sample.</param>
    /// <returns>
    /// A pair is input and target; either may itself be a tuple, of several inputs or targets. Anything else is an input without a target.
    /// Each tensor has the batch as its first axis, in front of the sample's shape.
    /// </returns>
    /// <remarks>
    /// <para>DType: as it comes, but <c>int</c> and smaller whole numbers that stand alone, such as labels, become int64. Counterpart: PyTorch's <c>default_collate</c>.</para>
    /// <para>Samples of different lengths want <see cref="Padded{T}"/>.</para>
    /// </remarks>
    /// <exception cref="ShapeException">The samples differ in shape.</exception>
    /// <exception cref="DTypeException">There is no tensor of what a sample is made of.</exception>
    public static Batch Default<T>(IReadOnlyList<T> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        object?[] parts = [.. samples.Select(sample => (object?)sample)];
        return parts is [ITuple { Length: 2 }, ..]
            ? new Batch(Columns(Parts(parts, 0)), Columns(Parts(parts, 1)))
            : new Batch(Columns(parts), []);
    }

    /// <summary>Batches of sequences of different lengths, padded to the longest of each batch.</summary>
    /// <param name="sequence">The sequence of a sample: [steps, …].</param>
    /// <param name="target">The target of a sample: whatever <see cref="Default{T}"/> takes; null for none. Tensors of different lengths are padded as well.</param>
    /// <param name="padding">How; to the right with zeros if null.</param>
    /// <param name="withLengths">Whether a second input is the lengths, int64 [N].</param>
    /// <param name="withMask">Whether a further input is the mask, bool [N, steps]: true where a step is the sample's own.</param>
    /// <returns>What <see cref="SampleExtensions.Collate{T}"/> takes.</returns>
    public static Func<IReadOnlyList<T>, Batch> Padded<T>(Func<T, Tensor> sequence, Func<T, object>? target = null, SequencePadding? padding = null, bool withLengths = false, bool withMask = false)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        SequencePadding how = padding ?? new SequencePadding();
        return samples =>
        {
            PaddedSequences inputs = how.Pad([.. samples.Select(sequence)]);
            List<Tensor> all = [inputs.Values];
            if (withLengths)
                all.Add(inputs.Lengths);
            if (withMask)
                all.Add(inputs.Mask);
            return new Batch(all, target is null ? [] : Targets([.. samples.Select(target)], how));
        };
    }

    static Tensor[] Targets(object[] targets, SequencePadding padding) =>
        targets.All(target => target is Tensor { Rank: > 0 }) && targets.Any(target => ((Tensor)target).Shape != ((Tensor)targets[0]).Shape)
            ? [padding.Pad([.. targets.Cast<Tensor>()]).Values]
            : Columns(targets);

    static object?[] Parts(object?[] samples, int at) => [.. samples.Select((sample, i) => sample is ITuple tuple && at < tuple.Length
        ? tuple[at]
        : throw new ShapeException($"Sample {i} of the batch is {Kind(sample)}, sample 0 is {Kind(samples[0])}: samples of a batch are made of the same parts."))];

    static Tensor[] Columns(object?[] values) => values is [ITuple tuple, ..]
        ? [.. Enumerable.Range(0, tuple.Length).Select(at => Column(Parts(values, at)))]
        : [Column(values)];

    static Tensor Column(object?[] values) => values[0] switch
    {
        Tensor => Stacked(values, value => (Tensor)value!),
        Array => Stacked(values, value => Tensor.From((Array)value!)),
        float => Tensor.From<float>(All<float>(values), [values.Length]),
        double => Tensor.From<double>(All<double>(values), [values.Length]),
        Half => Tensor.From<Half>(All<Half>(values), [values.Length]),
        bool => Tensor.From<bool>(All<bool>(values), [values.Length]),
        long => Tensor.From<long>(All<long>(values), [values.Length]),
        int => Tensor.From<long>([.. All<int>(values).Select(value => (long)value)], [values.Length]),
        short => Tensor.From<long>([.. All<short>(values).Select(value => (long)value)], [values.Length]),
        sbyte => Tensor.From<long>([.. All<sbyte>(values).Select(value => (long)value)], [values.Length]),
        byte => Tensor.From<long>([.. All<byte>(values).Select(value => (long)value)], [values.Length]),
        var other => throw new DTypeException($"{Kind(other)} is no number, array of numbers or tensor, nor a tuple of these. `Map` the samples to such, or give `Collate` a function of your own."),
    };

    static T[] All<T>(object?[] values) => [.. values.Select((value, i) => value is T number
        ? number
        : throw new DTypeException($"Sample {i} of the batch is {Kind(value)}, sample 0 is {typeof(T).Name}: samples of a batch are of one type."))];

    static Tensor Stacked(object?[] values, Func<object?, Tensor> tensor)
    {
        Tensor[] tensors = [.. values.Select((value, i) => value?.GetType() == values[0]!.GetType()
            ? tensor(value)
            : throw new DTypeException($"Sample {i} of the batch is {Kind(value)}, sample 0 is {Kind(values[0])}: samples of a batch are of one type."))];
        for (int i = 1; i < tensors.Length; i++)
        {
            if (tensors[i].Spec != tensors[0].Spec)
                throw new ShapeException($"Sample {i} of the batch is {tensors[i].Spec}, sample 0 is {tensors[0].Spec}: samples of a batch have one shape and dtype. Pad sequences with `{nameof(Collate)}.{nameof(Padded)}`, or bring the samples to one shape by `Map`.");
        }

        return Tensor.Stack(tensors);
    }

    static string Kind(object? value) => value is null ? "null" : value.GetType().Name;
}
