using Lamina.Cpu.Elementwise;

namespace Lamina.Ops;

/// <summary>A copy with memory of its own, converted to a dtype; in the input's format, or row-major.</summary>
internal sealed record Copy(DType To, bool RowMajor = false) : Op
{
    public override string Name => "copy";

    public override FusionRole Fusion => FusionRole.Elementwise;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
        [inputs[0] with { DType = To, Format = RowMajor ? MemoryFormat.Contiguous : inputs[0].Format }];

    public override Tensor?[] Backward(BackwardContext context) => [context.Gradient];

    protected internal override void Compute(KernelCall call) => CopySegment.Launch(call);
}
