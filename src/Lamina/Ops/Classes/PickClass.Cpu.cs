using Lamina.Cpu.Classes;

namespace Lamina.Ops;

internal sealed partial record PickClass
{
    protected internal override void Compute(KernelCall call) => ClassGrains.Run(call.Inputs[0], call.Inputs[1], call.Outputs[0], IgnoreIndex, spread: false, Asker);
}

internal sealed partial record SpreadClass
{
    protected internal override void Compute(KernelCall call) => ClassGrains.Run(call.Outputs[0], call.Inputs[1], call.Inputs[0], IgnoreIndex, spread: true, Name);
}
