using Lamina.Cpu.Normalization;

namespace Lamina.Ops;

internal sealed partial record BatchNormalization
{
    protected internal override void Compute(KernelCall call) => ChannelKernels.Run(ChannelWork.Normalize, Epsilon, call);
}

internal sealed partial record BatchNormalizationGradient
{
    protected internal override void Compute(KernelCall call) => ChannelKernels.Run(ChannelWork.Gradient, Epsilon, call);
}

internal sealed partial record ChannelAffine
{
    protected internal override void Compute(KernelCall call) => ChannelKernels.Run(ChannelWork.Affine, 0, call);
}

internal sealed partial record LayerNormalization
{
    protected internal override void Compute(KernelCall call) => LayerKernels.Run(Epsilon, call);
}

internal sealed partial record LayerNormalizationGradient
{
    protected internal override void Compute(KernelCall call) => LayerKernels.RunGradient(call);
}
