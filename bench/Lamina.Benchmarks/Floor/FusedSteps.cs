using Lamina.Graphs;
using Lamina.Ops;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Benchmarks.Floor;

/// <summary>
/// A step's ops in groups that one pass over memory could do: an elementwise op joins the op that makes one of its inputs, and a
/// reduction ends a chain, unless another op must run between.
/// </summary>
sealed class FusedSteps
{
    readonly List<FusedGroup> _groups = [];
    readonly Dictionary<Buffer, (FusedGroup Group, TraceStep Step)> _makers = [];
    readonly Dictionary<Buffer, HashSet<FusedGroup>> _readers = [];
    readonly HashSet<Buffer> _made = [], _lasting = [];

    /// <summary>Groups the ops of a trace.</summary>
    /// <param name="steps">The ops.</param>
    /// <param name="result">What the step gives back, which must be in memory.</param>
    public FusedSteps(IReadOnlyList<TraceStep> steps, Tensor result)
    {
        _lasting.Add(result.Buffer);
        foreach (TraceStep step in steps)
        {
            if (!Enumerable.Range(0, step.Outputs.Length).All(i => step.Op.EffectOf(i).Kind == EffectKind.View))
                Place(step);
        }
    }

    public IReadOnlyList<FusedGroup> Groups => _groups;

    /// <summary>What each group must at least do: floating-point operations, bytes read, bytes written.</summary>
    public IReadOnlyList<(double Flops, double Read, double Written)> Costs() => [.. _groups.Select(group =>
    {
        (double read, double written) = group.Bytes(buffer => _lasting.Contains(buffer) || _readers.GetValueOrDefault(buffer)?.Any(reader => reader != group) == true);
        return (group.Flops, read, written);
    })];

    void Place(TraceStep step)
    {
        FusedGroup[] sources = [.. step.Inputs.Select(MakerOf).OfType<FusedGroup>().Distinct()];
        FusedGroup? group = null;
        if (step.Op.Fusion != FusionRole.None)
        {
            foreach (Tensor input in step.Inputs)
            {
                if (_makers.TryGetValue(input.Buffer, out (FusedGroup Group, TraceStep Step) maker)
                    && (group is null || maker.Group.Number > group.Number)
                    && MayJoin(step, input, maker.Group, sources))
                    group = maker.Group;
            }
        }

        if (group is null)
            _groups.Add(group = new FusedGroup(_groups.Count));
        group.Add(step, sources);
        foreach (Tensor input in step.Inputs)
        {
            if (!_readers.TryGetValue(input.Buffer, out HashSet<FusedGroup>? readers))
                _readers.Add(input.Buffer, readers = []);
            readers.Add(group);
        }

        for (int i = 0; i < step.Outputs.Length; i++)
        {
            Buffer buffer = step.Outputs[i].Buffer;
            if (step.Op.EffectOf(i).Kind == EffectKind.New)
                _made.Add(buffer);
            else if (!_made.Contains(buffer))
                _lasting.Add(buffer);
            _makers[buffer] = (group, step);
        }
    }

    FusedGroup? MakerOf(Tensor tensor) => _makers.TryGetValue(tensor.Buffer, out (FusedGroup Group, TraceStep Step) maker) ? maker.Group : null;

    // Over the same elements, and with all else that it reads made before the group begins.
    bool MayJoin(TraceStep step, Tensor input, FusedGroup group, FusedGroup[] sources)
    {
        TraceStep first = group.Steps[0];
        long elements = step.Op.Fusion == FusionRole.Reduction ? input.Count : step.Outputs[0].Count;
        if (input.Count != elements || input.Buffer.Bytes < input.Spec.Bytes || first.Outputs[0].Count != elements)
            return false;
        foreach (Tensor other in step.Inputs)
        {
            // A sum over the chain is complete only when the pass is over.
            if (_makers.TryGetValue(other.Buffer, out (FusedGroup Group, TraceStep Step) maker) && maker.Group == group && maker.Step.Op.Fusion == FusionRole.Reduction)
                return false;
        }

        return !sources.Any(source => source != group && source.Needs(group));
    }
}
