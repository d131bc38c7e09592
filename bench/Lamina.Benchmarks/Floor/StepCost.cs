using Lamina.Benchmarks.Workloads;
using Lamina.Graphs;
using Lamina.Ops;

namespace Lamina.Benchmarks.Floor;

/// <summary>What the ops of a step must at least do, by what they say of themselves.</summary>
static class StepCost
{
    /// <summary>Floating-point operations of a step.</summary>
    public static double Flops(StepTask task) => Record(task).Sum(step => CostOf(step).Flops);

    /// <summary>The ops of a step, in order.</summary>
    public static IReadOnlyList<TraceStep> Record(StepTask task)
    {
        // The first step may prepare what later ones only use, such as the states of an optimizer.
        task.Body(task.Inputs);
        using Trace trace = Trace.Open();
        task.Body(task.Inputs);
        return trace.Steps;
    }

    public static Cost CostOf(TraceStep step) =>
        step.Op.Cost([.. step.Inputs.Select(tensor => tensor.Spec)], [.. step.Outputs.Select(tensor => tensor.Spec)]);
}
