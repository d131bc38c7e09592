using Lamina.Cpu;
using Lamina.Cpu.Normalization;

namespace Lamina.Ops;

internal sealed partial record BatchNormalization
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new ChannelKernel(ChannelWork.Normalize, Epsilon), call.Inputs[0].DType, call);
}

internal sealed partial record BatchNormalizationGradient
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new ChannelKernel(ChannelWork.Gradient, Epsilon), call.Inputs[0].DType, call);
}

internal sealed partial record ChannelAffine
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new ChannelKernel(ChannelWork.Affine, 0), call.Inputs[0].DType, call);
}

internal sealed partial record LayerNormalization
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new LayerKernel<AboutMean>(Epsilon), call.Inputs[0].DType, call);
}

internal sealed partial record LayerNormalizationGradient
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(default(LayerGradientKernel<AboutMean>), call.Inputs[0].DType, call);
}

internal sealed partial record RmsNormalization
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new LayerKernel<AboutZero>(Epsilon), call.Inputs[0].DType, call);
}

internal sealed partial record RmsNormalizationGradient
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(default(LayerGradientKernel<AboutZero>), call.Inputs[0].DType, call);
}
