using Lamina.Cpu.Indexing;
using Lamina.Cpu.Sparse;

namespace Lamina.Ops;

internal sealed unsafe partial record SparseProduct
{
    protected internal override void Compute(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        Operand rows = call.Inputs[0], columns = call.Inputs[1], values = call.Inputs[2], x = call.Inputs[3], y = call.Outputs[0];
        IndexCheck.InRange(Name, rows, Rows, 0);
        IndexCheck.InRange(Name, columns, x.Shape[0], 1);
        long* starts = (long*)call.Workspace, order = starts + Rows + 1;
        SliceSumGrains<float>.Sort((long*)rows.Address, rows.Shape.Count, Rows, starts, order);
        if (y.DType == DType.Float64)
            SparseProductGrains<double>.Run(values, columns, x, y, starts, order);
        else
            SparseProductGrains<float>.Run(values, columns, x, y, starts, order);
    }
}
