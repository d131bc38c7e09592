using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Graphs;

/// <summary>
/// Puts elementwise steps that can be done in one pass over memory together. A step joins a unit that stands a little before it in the
/// order, if no unit between writes what the step reads, or touches what it writes.
/// </summary>
internal sealed class Fusion
{
    /// <summary>How many units a step may be moved ahead of: a value that is made much earlier than it is read takes memory in between.</summary>
    const int Reach = 8;

    readonly List<ReplayUnit> _units = [];
    readonly Dictionary<Buffer, int> _lastReads = [], _lastWrites = [];

    /// <summary>The units, in order.</summary>
    public static IReadOnlyList<ReplayUnit> Of(IEnumerable<TraceStep> steps)
    {
        Fusion fusion = new();
        foreach (TraceStep step in steps)
            fusion.Place(step);
        return fusion._units;
    }

    void Place(TraceStep step)
    {
        ISegment? loop = LoopOf(step);
        int unit = loop is null ? _units.Count : UnitFor(step);
        if (unit < _units.Count)
            _units[unit].Add(step, loop);
        else
            _units.Add(new ReplayUnit(step, loop));
        foreach (Tensor input in step.Inputs)
            _lastReads[input.Buffer] = Math.Max(unit, _lastReads.GetValueOrDefault(input.Buffer));
        foreach (Tensor output in step.Outputs)
            _lastWrites[output.Buffer] = unit;
    }

    int UnitFor(TraceStep step)
    {
        int first = Math.Max(0, _units.Count - Reach);
        foreach (Tensor input in step.Inputs)
            first = Math.Max(first, _lastWrites.GetValueOrDefault(input.Buffer));
        if (step.Op.EffectOf(0).Kind == EffectKind.Write)
            first = Math.Max(first, Math.Max(_lastWrites.GetValueOrDefault(step.Outputs[0].Buffer), _lastReads.GetValueOrDefault(step.Outputs[0].Buffer)));
        for (int unit = _units.Count - 1; unit >= first; unit--)
        {
            if (_units[unit].Fits(step))
                return unit;
        }

        return _units.Count;
    }

    // The kernel is asked on operands of no element, so that one that does not know the question does nothing.
    static ISegment? LoopOf(TraceStep step)
    {
        if (step.Op.Fusion != FusionRole.Elementwise || step.Outputs is not [{ IsContiguous: true, Count: > 0 } output])
            return null;
        Operand[] inputs = new Operand[step.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            Tensor input = step.Inputs[i];
            bool isWhole = input.IsContiguous && input.Count == output.Count;
            if (!isWhole && !input.Layout.IsOneNumber)
                return null;
            inputs[i] = new Operand(0, input.DType, isWhole ? NoElement : OneElement);
        }

        KernelCall question = new(step.Op, inputs, [new Operand(0, output.DType, NoElement)], 0) { AsksForLoop = true };
        KernelTable.Find(step.Op, DeviceKind.Cpu, step.InputSpecs())(question);
        return question.Loop;
    }

    static readonly Layout NoElement = Layout.Dense([0]), OneElement = Layout.Dense(Shape.Empty);
}
