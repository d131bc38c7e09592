using Lamina.Graphs;
using Lamina.Ops;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Benchmarks.Floor;

/// <summary>Ops that one pass over memory could do together.</summary>
sealed class FusedGroup(int number)
{
    readonly List<TraceStep> _steps = [];
    readonly HashSet<FusedGroup> _sources = [];

    /// <summary>Its place in the order of the groups' first ops.</summary>
    public int Number { get; } = number;

    public IReadOnlyList<TraceStep> Steps => _steps;

    public double Flops => _steps.Sum(step => StepCost.CostOf(step).Flops);

    /// <summary>Adds an op that reads what these groups made.</summary>
    public void Add(TraceStep step, IEnumerable<FusedGroup> sources)
    {
        _steps.Add(step);
        _sources.UnionWith(sources.Where(source => source != this));
    }

    /// <summary>Whether this group needs something that another one makes, directly or through others.</summary>
    public bool Needs(FusedGroup other)
    {
        HashSet<FusedGroup> seen = [];
        Stack<FusedGroup> open = new([this]);
        while (open.TryPop(out FusedGroup? group))
        {
            foreach (FusedGroup source in group._sources)
            {
                if (source == other)
                    return true;
                if (seen.Add(source))
                    open.Push(source);
            }
        }

        return false;
    }

    /// <summary>Bytes that the group reads from others or from outside, and those that others or the outside see.</summary>
    /// <param name="seen">Whether a buffer is read outside of this group, or lives on after the step.</param>
    public (double Read, double Written) Bytes(Func<Buffer, bool> seen)
    {
        double read = 0, written = 0;
        HashSet<Buffer> made = [], counted = [];
        for (int i = 0; i < _steps.Count; i++)
        {
            TraceStep step = _steps[i];
            if (i == 0 && step.Op.Fusion != FusionRole.Elementwise)
            {
                // What an op reads it knows best: a look-up takes few rows of a table.
                read += Math.Max(0, StepCost.CostOf(step).Bytes - step.Outputs.Sum(output => (double)output.Spec.Bytes));
                counted.UnionWith(step.Inputs.Select(input => input.Buffer));
                foreach (Tensor input in step.Inputs)
                    read -= Math.Max(0, input.Spec.Bytes - input.Buffer.Bytes);
                read = Math.Max(0, read);
            }

            foreach (Tensor input in step.Inputs)
            {
                if (!made.Contains(input.Buffer) && counted.Add(input.Buffer))
                    read += Size(input);
            }

            foreach (Tensor output in step.Outputs)
            {
                made.Add(output.Buffer);
                if (seen(output.Buffer))
                    written += Size(output);
            }
        }

        return (read, written);
    }

    // A tensor that repeats its elements has fewer bytes than its shape says.
    static double Size(Tensor tensor) => Math.Min(tensor.Spec.Bytes, tensor.Buffer.Bytes);
}
