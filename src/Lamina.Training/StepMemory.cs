using Lamina.Graphs;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>What a replayed step of training keeps between its ops, told by recording a step of few samples.</summary>
static class StepMemory
{
    // For more samples it is reckoned from these: each takes as much as the one before.
    const long Few = 32, More = 64;

    /// <summary>Bytes for a batch as the example, forward and backward; null where such a step cannot be recorded.</summary>
    public static long? Bytes(Module<Tensor, Tensor> module, Tensor example)
    {
        long samples = example.Rank > 0 ? example.Shape[0] : 1;
        if (samples <= More)
            return Planned(module, example);
        return Planned(module, example.Slice(0, 0, Few)) is { } few && Planned(module, example.Slice(0, 0, More)) is { } more
            ? few + ((more - few) * (samples - Few) / (More - Few))
            : null;
    }

    static long? Planned(Module<Tensor, Tensor> module, Tensor example)
    {
        IReadOnlyList<Parameter> parameters = module.Parameters();

        // Gradients that the parameters have are not to notice.
        Tensor?[] before = [.. parameters.Select(parameter => parameter.Grad)];
        Tensor own = example.Clone();
        try
        {
            module.ZeroGrad();
            using Trace trace = Trace.OpenLight();
            Tensor sum = module.Call(own).Sum();
            sum.Backward();

            // An update changes the parameters, so nothing that comes of them is kept from step to step.
            return trace.Obstacle is null
                ? ReplayPlan.Make(trace, parameters.Select(parameter => parameter.Value), [sum, .. parameters.Select(parameter => parameter.Grad).OfType<Tensor>()]).Bytes
                : null;
        }
        catch (LaminaException)
        {
            // A network for batches of one size, or with nothing to train.
            return null;
        }
        finally
        {
            for (int i = 0; i < before.Length; i++)
                parameters[i].Grad = before[i];
        }
    }
}
