using Lamina.Cpu.Attention;

namespace Lamina.Ops;

internal sealed partial record Attention
{
    protected internal override void Compute(KernelCall call) => AttentionKernels.Run(call, Scale, IsCausal, isGradient: false);
}

internal sealed partial record AttentionGradient
{
    protected internal override void Compute(KernelCall call) => AttentionKernels.Run(call, Scale, IsCausal, isGradient: true);
}
