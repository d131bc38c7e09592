using Lamina.Graphs;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// One forward of a few samples of a batch in evaluation mode, beside the training: it changes no weight, no running statistic and no
/// random state. A captured step has no values between to look at; this has.
/// </summary>
internal sealed class GuardProbe
{
    const long MostSamples = 64;

    GuardProbe(Tensor prediction, long samples, IReadOnlyList<(string Place, double DeadShare)> relus) =>
        (Prediction, Samples, Relus) = (prediction, samples, relus);

    public Tensor Prediction { get; }

    public long Samples { get; }

    /// <summary>Each ReLU, by the place where its op is noted, and the share of its units that were 0 for all samples.</summary>
    public IReadOnlyList<(string Place, double DeadShare)> Relus { get; }

    public static GuardProbe Run(Module<Tensor, Tensor> network, IReadOnlyList<Tensor> inputs)
    {
        long samples = Math.Min(MostSamples, inputs[0].Shape[0]);
        Tensor[] few = [.. inputs.Select(input => input.Slice(0, 0, samples))];
        using EvaluationMode.Scope mode = new EvaluationMode(network).Enter();
        using GradientScope off = Gradients.Off();
        Trace trace = Trace.Open();
        Tensor prediction;
        try
        {
            prediction = network is ManyToMany many ? many.ForwardAll(few)[0] : network.Call(ManyToMany.Only(few, network));
        }
        finally
        {
            trace.Dispose();
            PutBack(trace.Draws);
        }

        List<(string, double)> relus = [];
        foreach (TraceStep step in trace.Steps)
        {
            if (step.Op.Name == "relu" && step.Outputs[0].Rank >= 2)
                relus.Add((step.Place.Path, DeadShare(step.Outputs[0])));
        }

        return new GuardProbe(prediction, samples, relus);
    }

    // Units are channels, or the features of a sequence.
    static double DeadShare(Tensor output)
    {
        int axis = output.Rank == 3 ? 2 : 1;
        int[] others = [.. Enumerable.Range(0, output.Rank).Where(other => other != axis)];
        Tensor largest = output.Amax(others);
        double[] values = largest.ToArray<double>();
        return values.Length == 0 ? 0 : values.Count(value => value <= 0) / (double)values.Length;
    }

    // The key of the first draw is the generator's state before it.
    static void PutBack(List<KeyDraw> draws)
    {
        foreach (IGrouping<Generator, KeyDraw> own in draws.GroupBy(draw => draw.Generator))
        {
            long[] key = own.First().Key.ToArray<long>();
            own.Key.State = new GeneratorState(key[0], key[1], key[2]);
        }
    }
}
