using Lamina.Cpu.Elementwise;

namespace Lamina.Ops;

/// <summary>One call of a kernel: its operands and its workspace. Made anew by each eager op, kept and reused by a captured step.</summary>
public sealed class KernelCall
{
    internal KernelCall(Op op, Operand[] inputs, Operand[] outputs, nint workspace, nint packed = 0)
    {
        Op = op;
        Inputs = inputs;
        Outputs = outputs;
        Workspace = workspace;
        Packed = packed;
    }

    /// <summary>The op, with its attributes.</summary>
    public Op Op { get; }

    /// <summary>The inputs, in the op's order.</summary>
    public Operand[] Inputs { get; }

    /// <summary>The outputs, in the op's order; an output that an input is written to is that input.</summary>
    public Operand[] Outputs { get; }

    /// <summary>What the kernel works out from the shapes once and keeps for replays; null at first.</summary>
    public object? Memo { get; set; }

    /// <summary>True to ask an elementwise kernel for its <see cref="Loop"/>, in place of running it.</summary>
    internal bool AsksForLoop { get; init; }

    /// <summary>The inner loop of an elementwise kernel that was asked for it: a captured step runs it on pieces of the operands.</summary>
    internal ISegment? Loop { get; set; }

    /// <summary>What a captured step does to each finished piece of the first output, by a kernel that says it takes it; or null.</summary>
    internal FusedChain? Epilogue { get; init; }

    /// <summary>As many bytes as the op asked for, 64-byte aligned; their content is undefined.</summary>
    public nint Workspace { get; }

    /// <summary>The packed form of an input that does not change from call to call, 64-byte aligned; 0 if there is none.</summary>
    internal nint Packed { get; }
}
