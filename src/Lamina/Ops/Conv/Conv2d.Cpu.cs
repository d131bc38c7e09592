using System.Numerics;
using Lamina.Cpu;

namespace Lamina.Ops;

internal sealed unsafe partial record Conv2d
{
    protected internal override void Compute(KernelCall call)
    {
        Operand x = call.Inputs[0], w = call.Inputs[1], y = call.Outputs[0];
        nint bias = HasBias ? call.Inputs[2].Address : 0;
        ConvGeometry geometry = Geometry(Settings, x.Shape, w.Shape);
        if (y.DType == DType.Float64)
            Forward(geometry, (double*)x.Address, (double*)w.Address, (double*)bias, (double*)y.Address);
        else
            Forward(geometry, (float*)x.Address, (float*)w.Address, (float*)bias, (float*)y.Address);
    }

    static void Forward<T>(in ConvGeometry geometry, T* x, T* w, T* bias, T* y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (WholeImageConvolution.Serves(geometry))
            WholeImageConvolution.Forward(geometry, x, w, bias, y);
        else
            Convolution2d.Forward(geometry, x, w, bias, y);
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
            InputGradient(geometry, (double*)g.Address, (double*)w.Address, (double*)x.Address);
        else
            InputGradient(geometry, (float*)g.Address, (float*)w.Address, (float*)x.Address);
    }

    static void InputGradient<T>(in ConvGeometry geometry, T* g, T* w, T* x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (WholeImageConvolution.Serves(geometry))
            WholeImageConvolution.InputGradient(geometry, g, w, x);
        else
            Convolution2d.InputGradient(geometry, g, w, x);
    }
}

internal sealed unsafe partial record Conv2dWeightGradient
{
    protected internal override void Compute(KernelCall call)
    {
        Operand g = call.Inputs[0], x = call.Inputs[1], w = call.Outputs[0];
        ConvGeometry geometry = Conv2d.Geometry(Settings, x.Shape, w.Shape);
        if (x.DType == DType.Float64)
            WeightGradient(geometry, (double*)x.Address, (double*)g.Address, (double*)w.Address);
        else
            WeightGradient(geometry, (float*)x.Address, (float*)g.Address, (float*)w.Address);
    }

    static void WeightGradient<T>(in ConvGeometry geometry, T* x, T* g, T* w)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (WholeImageConvolution.Serves(geometry))
            WholeImageConvolution.WeightGradient(geometry, x, g, w);
        else
            Convolution2d.WeightGradient(geometry, x, g, w);
    }
}
