using Lamina.Benchmarks.Workloads;
using Lamina.Graphs;
using Lamina.Ops;

namespace Lamina.Benchmarks.Floor;

/// <summary>What the ops of a step must at least do, by what they say of themselves.</summary>
static class StepCost
{
    /// <summary>The ops of a step, in groups.</summary>
    public static FusedSteps Of(StepTask task)
    {
        // The first step may prepare what later ones only use, such as the states of an optimizer.
        task.Body(task.Inputs);
        using Trace trace = Trace.Open();
        Tensor result = task.Body(task.Inputs);
        return new FusedSteps(trace.Steps, result);
    }

    public static Cost CostOf(TraceStep step) =>
        step.Op.Cost([.. step.Inputs.Select(tensor => tensor.Spec)], [.. step.Outputs.Select(tensor => tensor.Spec)]);
}
