using Lamina.Cpu.Elementwise;

namespace Lamina.Ops;

internal sealed partial record ViewGradient
{
    protected internal override unsafe void Compute(KernelCall call)
    {
        Operand whole = call.Outputs[0];
        int size = whole.DType.Size();
        System.Runtime.InteropServices.NativeMemory.Clear((void*)whole.Address, (nuint)(whole.Shape.Count * size));
        Layout part = View.ViewLayout(whole.Layout);
        CopySegment.Launch(new Operand(whole.Address + ((nint)(part.Offset - whole.Layout.Offset) * size), whole.DType, part), call.Inputs[0]);
    }
}
