using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Graphs;

/// <summary>
/// Takes an affine map of channels, which is batch normalization in evaluation, into the convolution before it: with constants w, b, center,
/// scale and shift, (w ⋆ x + b − center)·scale + shift is (w·scale) ⋆ x + ((b − center)·scale + shift). The new weight and bias are steps of
/// constants, so that they follow their sources.
/// </summary>
/// <remarks>
/// The same up to rounding: each weight is rounded once more, so an element differs by a few units of 2⁻²⁴ · |scale| · (Σ |w·x| + |b| + |center|)
/// in float32.
/// </remarks>
internal static class AffineFolding
{
    /// <summary>The steps with each map taken in whose convolution nobody else reads.</summary>
    /// <param name="steps">The steps that compute.</param>
    /// <param name="changing">What is given anew for each replay.</param>
    /// <param name="kept">What users hold.</param>
    public static List<TraceStep> Apply(List<TraceStep> steps, IEnumerable<Tensor> changing, IReadOnlySet<Buffer> kept)
    {
        Constants constants = Constants.Find(steps, changing, kept);
        Dictionary<Buffer, int> convolutions = [], readers = [];
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Tensor input in steps[i].Inputs)
                readers[input.Buffer] = readers.GetValueOrDefault(input.Buffer) + 1;
            if (steps[i].Op is Conv2d && steps[i].Inputs.AsSpan(1).ToArray().All(constants.Knows) && !kept.Contains(steps[i].Outputs[0].Buffer))
                convolutions[steps[i].Outputs[0].Buffer] = i;
        }

        List<TraceStep> folded = [];
        HashSet<int> gone = [];
        for (int i = 0; i < steps.Count; i++)
        {
            TraceStep step = steps[i];
            if (step.Op is ChannelAffine && convolutions.TryGetValue(step.Inputs[0].Buffer, out int convolution) && readers[step.Inputs[0].Buffer] == 1
                && step.Inputs.AsSpan(1).ToArray().All(constants.Knows))
            {
                gone.Add(convolution);
                folded.AddRange(Together(steps[convolution], step));
            }
            else
                folded.Add(step);
        }

        return gone.Count == 0 ? steps : [.. folded.Where(step => !gone.Any(i => ReferenceEquals(steps[i], step)))];
    }

    // Only written down: what the steps stand for is computed in a replay.
    static List<TraceStep> Together(TraceStep convolution, TraceStep affine)
    {
        Conv2d op = (Conv2d)convolution.Op;
        Tensor center = affine.Inputs[1], scale = affine.Inputs[2], shift = affine.Inputs[3];
        List<TraceStep> steps = [];
        Tensor weight = Add(new NumberBinary<MultiplyFormula>(default), convolution.Inputs[1], scale.Reshape(-1, 1, 1, 1)), bias;
        if (op.HasBias)
            bias = Add(new NumberBinary<AddFormula>(default), Add(new NumberBinary<MultiplyFormula>(default), Add(new NumberBinary<SubtractFormula>(default), convolution.Inputs[2], center), scale), shift);
        else
            bias = Add(new NumberBinary<SubtractFormula>(default), shift, Add(new NumberBinary<MultiplyFormula>(default), center, scale));
        steps.Add(new TraceStep(op with { HasBias = true }, [convolution.Inputs[0], weight, bias], affine.Outputs, convolution.Place));
        return steps;

        Tensor Add(Op part, params Tensor[] inputs)
        {
            Tensor result = Trace.Hollow(part.Infer([.. inputs.Select(input => input.Spec)])[0]);
            steps.Add(new TraceStep(part, inputs, [result], affine.Place));
            return result;
        }
    }
}
