using Lamina.Cpu.Elementwise;

namespace Lamina.Ops;

internal sealed partial record ViewGradient
{
    protected internal override unsafe void Compute(KernelCall call)
    {
        Operand whole = call.Outputs[0];
        FillGrains<byte>.Run((byte*)whole.Address, 0, whole.Shape.Count * whole.DType.Size());
        call.Memo ??= View.ViewLayout(whole.Layout);
        CopySegment.Launch(whole.Part((Layout)call.Memo), call.Inputs[0]);
    }
}
