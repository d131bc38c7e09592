using Lamina.Cpu;
using Lamina.Cpu.Attention;

namespace Lamina.Ops;

internal sealed partial record Attention
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new AttentionKernel(Scale, IsCausal), call.Inputs[0].DType, call);
}

internal sealed partial record AttentionGradient
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new AttentionGradientKernel(Scale, IsCausal), call.Inputs[0].DType, call);
}
