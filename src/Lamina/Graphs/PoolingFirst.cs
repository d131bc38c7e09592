using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Graphs;

/// <summary>
/// Exchanges a ReLU with the max pooling that alone reads it: max over a window of max(x, 0) is max(max over the window of x, 0), on a fraction of the
/// elements. The same numbers, NaN included.
/// </summary>
internal static class PoolingFirst
{
    /// <summary>The steps, each such pair in the other order.</summary>
    /// <param name="steps">The steps that compute.</param>
    /// <param name="kept">What users hold.</param>
    public static List<TraceStep> Apply(List<TraceStep> steps, IReadOnlySet<Buffer> kept)
    {
        Dictionary<Buffer, int> readers = [], writers = [];
        foreach (TraceStep step in steps)
        {
            foreach (Tensor input in step.Inputs)
                readers[input.Buffer] = readers.GetValueOrDefault(input.Buffer) + 1;
            foreach (Tensor output in step.Outputs)
                writers[output.Buffer] = writers.GetValueOrDefault(output.Buffer) + 1;
        }

        TraceStep[] result = [.. steps];
        for (int i = 0; i < result.Length; i++)
        {
            if (result[i] is not { Op: UnaryByOutput<ReluFormula>, Inputs: [{ IsContiguous: true } x], Outputs: [{ } y] } relu || x.DType != y.DType)
                continue;
            int j = Array.FindIndex(result, i + 1, step => step.Inputs.Any(input => ReferenceEquals(input.Buffer, y.Buffer)));

            // A window without elements would give −∞ one way and 0 the other; with dilation there may be one.
            if (j < 0 || kept.Contains(y.Buffer) || readers[y.Buffer] != 1 || writers[y.Buffer] != 1
                || result[j] is not { Op: MaxPool2d { Keeps: false, Settings: { DilationHeight: 1, DilationWidth: 1 } }, Inputs: [{ } pooled], Outputs: [{ } z] } pool
                || pooled.Shape != y.Shape || !pooled.IsContiguous)
                continue;
            Tensor between = Trace.Hollow(z.Spec);
            result[i] = pool with { Inputs = [x], Outputs = [between] };
            result[j] = relu with { Inputs = [between], Outputs = [z] };
        }

        return [.. result];
    }
}
