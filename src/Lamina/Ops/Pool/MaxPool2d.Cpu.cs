using Lamina.Cpu.Pooling;

namespace Lamina.Ops;

internal sealed unsafe partial record MaxPool2d
{
    protected internal override void Compute(KernelCall call)
    {
        Operand x = call.Inputs[0], y = call.Outputs[0];
        PoolGeometry geometry = Settings.Geometry(x.Shape);
        int* places = Keeps ? (int*)call.Outputs[1].Address : null;
        if (y.DType == DType.Float64)
            Pooling2d.MaxForward(geometry, (double*)x.Address, (double*)y.Address, places);
        else
            Pooling2d.MaxForward(geometry, (float*)x.Address, (float*)y.Address, places);
    }
}

internal sealed unsafe partial record MaxPool2dGradient
{
    protected internal override void Compute(KernelCall call)
    {
        Operand g = call.Inputs[0], x = call.Outputs[0];
        PoolGeometry geometry = Settings.Geometry(InputShape);
        if (g.DType == DType.Float64)
            Pooling2d.MaxBackward(geometry, (double*)g.Address, (int*)call.Inputs[1].Address, (double*)x.Address);
        else
            Pooling2d.MaxBackward(geometry, (float*)g.Address, (int*)call.Inputs[1].Address, (float*)x.Address);
    }
}

internal sealed unsafe partial record MaxPool2dPick
{
    protected internal override void Compute(KernelCall call)
    {
        if (call.Inputs[0].DType == DType.Float64)
            Pick<double>(call);
        else
            Pick<float>(call);
    }

    static void Pick<T>(KernelCall call)
        where T : unmanaged
    {
        Shape shape = call.Inputs[0].Shape;
        long plane = shape[2] * shape[3], windows = call.Outputs[0].Shape[2] * call.Outputs[0].Shape[3];
        T* x = (T*)call.Inputs[0].Address, y = (T*)call.Outputs[0].Address;
        int* places = (int*)call.Inputs[1].Address;
        for (long i = 0; i < call.Outputs[0].Shape.Count; i++)
            y[i] = places[i] < 0 ? default : x[(i / windows * plane) + places[i]];
    }
}
