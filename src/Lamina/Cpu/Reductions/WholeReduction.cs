using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Reductions;

/// <summary>Reduces integers and truth values, in int64; exact, so the order does not matter.</summary>
internal unsafe struct WholeReduction<R> : IGrains
    where R : struct, IReduction
{
    ReductionPlan _plan;
    Operand _input;
    Operand _output;

    public static void Run(in ReductionPlan plan, in Operand output, in Operand input)
    {
        WholeReduction<R> work = new() { _plan = plan, _input = input, _output = output };
        Workers.Run((plan.Kept + PerGrain(plan) - 1) / PerGrain(plan), in work);
    }

    public readonly void Run(long grain)
    {
        long* tile = stackalloc long[TileOperand.Tile];
        int size = _input.DType.Size();
        (long inner, long stride) = _plan.InnerReduced;
        TileOperand operand = new(_input.DType, stride);
        long perGrain = PerGrain(_plan);
        for (long kept = grain * perGrain; kept < Math.Min(_plan.Kept, (grain + 1) * perGrain); kept++)
        {
            Whole<long> result = new(R.WholeIdentity);
            long offset = _plan.KeptOffset(kept);
            for (long at = 0; at < _plan.Reduced;)
            {
                long length = Math.Min(Math.Min(TileOperand.Tile, _plan.Reduced - at), inner - (at % inner));
                long* values = operand.Load(_input.Address + (nint)((offset + _plan.ReducedOffset(at)) * size), 0, length, tile);
                for (long i = 0; i < length; i++)
                    result = R.Combine(result, new Whole<long>(values[i]));
                at += length;
            }

            long value = result.Value;
            Casts.FromTile(&value, (byte*)_output.Address + (kept * _output.DType.Size()), _output.DType, 1);
        }
    }

    static long PerGrain(in ReductionPlan plan) => Math.Max(1, 16384 / Math.Max(1, plan.Reduced));
}
