using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Optimize;
using Lamina.Cpu.Products;
using Lamina.Simd;

namespace Lamina.Ops;

public sealed partial record Update<TFormula>
{
    static unsafe long TableBytes(long parameters) => parameters * sizeof(UpdateEntry);

    /// <inheritdoc/>
    protected internal override void Compute(KernelCall call) =>
        Lanes.Run(new Kernel(this), call.Outputs.Length > 0 ? call.Outputs[0].DType : DType.Float32, call);

    readonly struct Kernel(Update<TFormula> update) : ILaneKernel
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => update.Compute<L, T>(call);
    }

    void Compute<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A formula may make its list of names anew each time it is asked.
        call.Memo ??= StateNames.Count;
        switch ((int)call.Memo)
        {
            case 0: Compute<L, T, Const0>(call); break;
            case 1: Compute<L, T, Const1>(call); break;
            case 2: Compute<L, T, Const2>(call); break;
            case 3: Compute<L, T, Const3>(call); break;
            default: throw new NotSupportedException($"{Name} keeps {call.Memo} states for each element; three are the most.");
        }
    }

    // The table is filled here, on the calling thread: the numbers of updates grow, and rates follow from them.
    unsafe void Compute<L, T, S>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where S : struct, IConstant
    {
        double learningRate = *(double*)call.Inputs[0].Address;
        if (double.IsNaN(learningRate))
            return;
        UpdateEntry* table = (UpdateEntry*)call.Workspace;
        int each = 3 + S.Value, parameters = (call.Inputs.Length - 1) / each;
        long total = 0;
        for (int i = 0; i < parameters; i++)
        {
            ReadOnlySpan<Operand> own = call.Inputs.AsSpan(1 + (i * each), each);
            long step = ++*(long*)own[2].Address;
            table[i] = UpdateEntry.Make(Name, own, total, Formula.Rates(learningRate, step));
            total += own[0].Shape.Count;
        }

        UpdateGrains<TFormula, L, T, S> grains = new(Formula, table, parameters, total);
        Workers.Run(grains.Count, in grains);
    }
}
