using System.Numerics;
using Lamina.Cpu.Resampling;

namespace Lamina.Ops;

internal sealed unsafe partial record GridSample
{
    protected internal override void Compute(KernelCall call)
    {
        if (call.Outputs[0].DType == DType.Float64)
            Run<double>(call);
        else
            Run<float>(call);
    }

    static void Run<T>(KernelCall call)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GridSample op = (GridSample)call.Op;
        Operand x = call.Inputs[0], grid = call.Inputs[1], y = call.Outputs[0];
        GridAxes axes = new(x.Shape, op.Mode, op.Padding, op.AlignCorners);
        GridSampleGrains<T>.Run(axes, x.Shape[0], x.Shape[1], y.Shape.CountOf(2..), (T*)x.Address, (T*)grid.Address, (T*)y.Address);
    }
}
