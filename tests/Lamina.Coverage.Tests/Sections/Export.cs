using Lamina.Graphs;
using Lamina.Onnx;
using Lamina.Onnx.Wire;
using Lamina.Ops;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>Whether recorded steps can be written as ONNX, by the rules that the export follows.</summary>
static class Export
{
    /// <summary>How an operator goes to ONNX, from all its steps.</summary>
    public static string Of(List<TraceStep> steps, bool forward)
    {
        if (steps.Any(Writes))
            return "no: it changes memory in place";
        if (steps.Any(step => step.Op.IsRandom))
            return "no: random";
        if (OnnxTranslators.Find(steps[0].Op.Name) is not null)
            return "yes";
        if (steps.All(step => step.Inputs.Length == 0))
            return "as a constant";
        // What the backward pass made has given its memory back, so that its parts cannot be run.
        if (!forward)
            return "no: for gradients alone";
        int possible = steps.Count(IsPossibleByParts);
        return possible == steps.Count ? "by its parts" : possible > 0 ? "by its parts, with some settings" : "no";
    }

    /// <summary>True if all steps that depend on the inputs have a translation or come apart into such; the rest is a constant.</summary>
    public static bool IsPossible(IEnumerable<TraceStep> steps, IEnumerable<Tensor> inputs)
    {
        HashSet<Place> dependent = [.. inputs.Select(Place.Of)];
        foreach (TraceStep step in steps)
        {
            if (!step.Inputs.Select(Place.Of).Any(dependent.Contains))
                continue;
            if (Writes(step) || step.Op.IsRandom || (OnnxTranslators.Find(step.Op.Name) is null && !IsPossibleByParts(step)))
                return false;
            dependent.UnionWith(step.Outputs.Select(Place.Of));
        }

        return true;
    }

    static bool IsPossibleByParts(TraceStep step)
    {
        List<TraceStep> parts;
        using (Gradients.Off())
        using (Trace trace = Trace.Open())
        {
            if (step.Op.Decompose(step.Inputs) is null)
                return false;
            parts = trace.Steps;
        }

        return IsPossible(parts, step.Inputs);
    }

    static bool Writes(TraceStep step) => Enumerable.Range(0, step.Outputs.Length).Any(output => step.Op.EffectOf(output).Kind == EffectKind.Write);
}
