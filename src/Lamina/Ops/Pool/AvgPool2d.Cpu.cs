using Lamina.Cpu.Pooling;

namespace Lamina.Ops;

internal sealed unsafe partial record AvgPool2d
{
    protected internal override void Compute(KernelCall call)
    {
        Operand x = call.Inputs[0], y = call.Outputs[0];
        PoolGeometry geometry = Settings.Geometry(x.Shape);
        if (y.DType == DType.Float64)
            Pooling2d.AverageForward(geometry, (double*)x.Address, (double*)y.Address);
        else
            Pooling2d.AverageForward(geometry, (float*)x.Address, (float*)y.Address);
    }
}

internal sealed unsafe partial record AvgPool2dGradient
{
    protected internal override void Compute(KernelCall call)
    {
        Operand g = call.Inputs[0], x = call.Outputs[0];
        PoolGeometry geometry = Settings.Geometry(InputShape);
        if (g.DType == DType.Float64)
            Pooling2d.AverageBackward(geometry, (double*)g.Address, (double*)x.Address);
        else
            Pooling2d.AverageBackward(geometry, (float*)g.Address, (float*)x.Address);
    }
}
