using Lamina.Cpu.Convolution;

namespace Lamina.Ops;

internal sealed unsafe partial record Conv2d
{
    protected internal override void Compute(KernelCall call)
    {
        Operand x = call.Inputs[0], w = call.Inputs[1], y = call.Outputs[0];
        nint bias = HasBias ? call.Inputs[2].Address : 0;
        ConvGeometry geometry = Geometry(Settings, x.Shape, w.Shape);
        if (y.DType == DType.Float64)
            Convolution2d.Forward(geometry, (double*)x.Address, (double*)w.Address, (double*)bias, (double*)y.Address);
        else
            Convolution2d.Forward(geometry, (float*)x.Address, (float*)w.Address, (float*)bias, (float*)y.Address);
    }

    internal static ConvGeometry Geometry(ConvSettings s, Shape x, Shape w) => new()
    {
        Batch = x[0],
        InChannels = x[1],
        InHeight = x[2],
        InWidth = x[3],
        OutChannels = w[0],
        KernelHeight = w[2],
        KernelWidth = w[3],
        StrideHeight = s.StrideHeight,
        StrideWidth = s.StrideWidth,
        DilationHeight = s.DilationHeight,
        DilationWidth = s.DilationWidth,
        PadTop = s.PadTop,
        PadLeft = s.PadLeft,
        PadBottom = s.PadBottom,
        PadRight = s.PadRight,
        Groups = s.Groups,
    };
}

internal sealed unsafe partial record Conv2dInputGradient
{
    protected internal override void Compute(KernelCall call)
    {
        Operand g = call.Inputs[0], w = call.Inputs[1], x = call.Outputs[0];
        ConvGeometry geometry = Conv2d.Geometry(Settings, x.Shape, w.Shape);
        if (x.DType == DType.Float64)
            Convolution2d.InputGradient(geometry, (double*)g.Address, (double*)w.Address, (double*)x.Address);
        else
            Convolution2d.InputGradient(geometry, (float*)g.Address, (float*)w.Address, (float*)x.Address);
    }
}

internal sealed unsafe partial record Conv2dWeightGradient
{
    protected internal override void Compute(KernelCall call)
    {
        Operand g = call.Inputs[0], x = call.Inputs[1], w = call.Outputs[0];
        ConvGeometry geometry = Conv2d.Geometry(Settings, x.Shape, w.Shape);
        if (x.DType == DType.Float64)
            Convolution2d.WeightGradient(geometry, (double*)x.Address, (double*)g.Address, (double*)w.Address);
        else
            Convolution2d.WeightGradient(geometry, (float*)x.Address, (float*)g.Address, (float*)w.Address);
    }
}
