using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Graphs;

/// <summary>
/// What a replay runs as one: an op, or elementwise ops over the same elements that are done together, by themselves or by the
/// op before them on each piece that it has finished.
/// </summary>
internal sealed class ReplayUnit
{
    readonly List<TraceStep> _steps = [];
    readonly List<ISegment?> _loops = [];
    readonly bool _takesMore;

    /// <summary>A unit of one step.</summary>
    /// <param name="first">The step.</param>
    /// <param name="loop">Its inner loop, if it can be run on pieces of its operands.</param>
    public ReplayUnit(TraceStep first, ISegment? loop)
    {
        Add(first, loop);
        HasHost = loop is null;
        _takesMore = loop is not null || (first.Op.TakesEpilogue(first.InputSpecs()) && ReferenceEquals(KernelTable.Find(first.Op, DeviceKind.Cpu, first.InputSpecs()).Target, first.Op));
    }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<TraceStep> Steps => _steps;

    /// <summary>Whether this is more than one op.</summary>
    public bool IsFused => _steps.Count > 1;

    /// <summary>Whether the kernel gets an input in packed form.</summary>
    public bool IsPacked { get; set; }

    /// <summary>Bytes of the packed form.</summary>
    public long PackedBytes => IsPacked ? _steps[0].Op.PackedBytes(_steps[0].InputSpecs()) : 0;

    /// <summary>Whether the first op is no elementwise one, so that it runs what comes after it.</summary>
    public bool HasHost { get; }

    /// <summary>The elementwise ops.</summary>
    public IEnumerable<TraceStep> Links => _steps.Skip(HasHost ? 1 : 0);

    /// <summary>The names of the ops.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Where the first op ran.</summary>
    public LayerPlace Place => _steps[0].Place;

    /// <summary>Elements that each op computes.</summary>
    public long Count => _steps[0].Outputs[0].Count;

    public void Add(TraceStep step, ISegment? loop)
    {
        _steps.Add(step);
        _loops.Add(loop);
        Name += Name.Length == 0 ? step.Op.Name : $"+{step.Op.Name}";
    }

    /// <summary>
    /// Whether an elementwise step over as many elements can be done with those of this unit: they have a buffer in common, and
    /// what one writes the other sees element for element.
    /// </summary>
    public bool Fits(TraceStep step)
    {
        if (!_takesMore || step.Outputs[0].Count != Count)
            return false;
        bool shares = false;
        foreach (Tensor operand in Operands(step))
        {
            foreach (TraceStep own in _steps)
            {
                foreach (Tensor other in Operands(own))
                {
                    if (!ReferenceEquals(operand.Buffer, other.Buffer))
                        continue;
                    shares = true;
                    bool isWritten = ReferenceEquals(step.Outputs[0].Buffer, other.Buffer) || Array.Exists(own.Outputs, output => ReferenceEquals(output.Buffer, other.Buffer));
                    if (isWritten && !(LiesAs(operand, other) && (!HasHost || own != _steps[0] || other == own.Outputs[0])))
                        return false;
                }
            }
        }

        return shares;
    }

    bool LiesAs(Tensor operand, Tensor other) => IsWhole(operand) && IsWhole(other) && operand.DType == other.DType && operand.Layout.Offset == other.Layout.Offset;

    bool IsWhole(Tensor operand) => operand.IsContiguous && operand.Count == Count;

    /// <summary>The least work, and the bytes that must go between memory and processor.</summary>
    public Cost Cost(PlannedMemory memory)
    {
        if (!IsFused)
            return _steps[0].Cost;
        HashSet<Buffer> seen = [];
        double bytes = 0;
        foreach (Tensor operand in _steps.SelectMany(Operands))
            bytes += memory.HasPlace(operand.Buffer) && seen.Add(operand.Buffer) ? Math.Min(operand.Spec.Bytes, operand.Buffer.Bytes) : 0;
        return new Cost(_steps.Sum(step => step.Cost.Flops), bytes);
    }

    /// <summary>What runs the unit on operands in memory.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="number">The unit's number in it.</param>
    public Action Prepare(PlannedMemory memory, int number)
    {
        FusedChain? chain = null;
        if (IsFused)
        {
            FusedLink[] links = [.. Links.Select((step, i) => new FusedLink(_loops[HasHost ? i + 1 : i]!, [.. Operands(step).Select(memory.FusedOperandOf)]))];
            chain = new FusedChain(links, Count, memory.TileBytesOf(number));
            if (!HasHost)
                return chain.Run;
        }

        TraceStep host = _steps[0];
        Kernel kernel = KernelTable.Find(host.Op, DeviceKind.Cpu, host.InputSpecs());
        KernelCall call = Call(memory, number, chain);
        return () => kernel(call);
    }

    /// <summary>What writes the packed form.</summary>
    public Action PreparePacking(PlannedMemory memory, int number)
    {
        KernelCall call = Call(memory, number);
        return () => call.Op.Pack(call);
    }

    KernelCall Call(PlannedMemory memory, int number, FusedChain? epilogue = null)
    {
        TraceStep only = _steps[0];
        return new(only.Op, Array.ConvertAll(only.Inputs, memory.OperandOf), Array.ConvertAll(only.Outputs, memory.OperandOf), memory.WorkspaceOf(number), memory.PackedOf(number)) { Epilogue = epilogue };
    }

    /// <summary>The output, then the inputs: the order of a loop's addresses.</summary>
    static IEnumerable<Tensor> Operands(TraceStep step) => step.Outputs.Concat(step.Inputs);
}
