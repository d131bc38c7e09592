using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Resampling;
using Lamina.Simd;

namespace Lamina.Ops;

internal sealed partial record Resample2d
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(default(Kernel), call.Outputs[0].DType, call);

    readonly struct Kernel : ILaneKernel
    {
        public unsafe void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Resample2d op = (Resample2d)call.Op;
            ResampleTable rows = ResampleTable.Make<T>(op.Rows, op.Transposed, call.Workspace);
            ResampleTable columns = ResampleTable.Make<T>(op.Columns, op.Transposed, call.Workspace + (nint)ResampleTable.Bytes(op.Rows));
            Operand x = call.Inputs[0];
            ResampleGrains<L, T>.Run((T*)x.Address, (T*)call.Outputs[0].Address, x.Shape[0] * x.Shape[1], rows, columns);
        }
    }
}
