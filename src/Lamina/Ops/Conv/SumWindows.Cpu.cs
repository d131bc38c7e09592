using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Movement;
using Lamina.Ops.Elementwise;

namespace Lamina.Ops;

internal sealed partial record SumWindows
{
    // Tap by tap, in their order: those of all windows lie in the output one step apart. But windows that lie as rows in memory
    // are added row by row, since their taps would be read from far apart.
    protected internal override unsafe void Compute(KernelCall call)
    {
        (Operand whole, Operand windows) = (call.Outputs[0], call.Inputs[0]);
        if (Axis == windows.Shape.Rank - 2 && Dilation == 1 && windows.IsContiguous && windows.DType.IsFloatingPoint())
        {
            Cpu.Lanes.Run(new OverlapAddKernel(Step, Length), windows.DType, call);
            return;
        }

        FillGrains<byte>.Run((byte*)whole.Address, 0, whole.Shape.Count * whole.DType.Size());
        foreach (KernelCall tap in (KernelCall[])(call.Memo ??= Taps(call)))
            tap.Op.Compute(tap);
    }

    KernelCall[] Taps(KernelCall call)
    {
        (Operand whole, Operand windows) = (call.Outputs[0], call.Inputs[0]);
        int last = windows.Shape.Rank - 1;
        KernelCall[] taps = new KernelCall[windows.Shape[last]];
        for (int i = 0; i < taps.Length; i++)
        {
            Operand target = whole.Part(new Slice(Axis, i * Dilation, windows.Shape[Axis], Step).ViewLayout(whole.Layout));
            Operand tap = windows.Part(new Select(last, i).ViewLayout(windows.Layout));
            taps[i] = new KernelCall(new NumberBinary<AddFormula>(default, InPlace: true), [target, tap], [target], 0);
        }

        return taps;
    }
}
