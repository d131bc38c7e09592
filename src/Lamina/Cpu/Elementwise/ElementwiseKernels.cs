using System.Numerics;
using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina.Cpu.Elementwise;

/// <summary>From a formula and operands to the loop that runs: the type computed in follows the dtypes, the lanes follow the tier.</summary>
internal static class ElementwiseKernels
{
    public static void Unary<F>(F formula, KernelCall call)
        where F : struct, IUnaryFormula => Lanes.Run(new UnaryKernel<F>(formula), call.Outputs[0].DType, call);

    public static void NumberUnary<F>(F formula, KernelCall call)
        where F : struct, INumberUnaryFormula
    {
        if (call.Outputs[0].DType.IsFloatingPoint())
        {
            Unary(new AsReal<F>(formula), call);
            return;
        }

        StridedPlan plan = StridedPlan.Make(call.Outputs[0], call.Inputs);
        Walk(plan, new WholeUnarySegment<F>(formula, Tiles(plan, call, 0), Tiles(plan, call, 1)), call);
    }

    public static void Binary<F>(F formula, KernelCall call)
        where F : struct, IBinaryFormula => Lanes.Run(new BinaryKernel<F>(formula), call.Outputs[0].DType, call);

    public static void NumberBinary<F>(F formula, KernelCall call)
        where F : struct, INumberBinaryFormula
    {
        if (call.Outputs[0].DType.IsFloatingPoint())
        {
            Binary(new AsRealBinary<F>(formula), call);
            return;
        }

        StridedPlan plan = StridedPlan.Make(call.Outputs[0], call.Inputs);
        Walk(plan, new WholeBinarySegment<F>(formula, Tiles(plan, call, 0), Tiles(plan, call, 1), Tiles(plan, call, 2)), call);
    }

    public static void Twofold<F>(F formula, KernelCall call)
        where F : struct, ITwofoldFormula
    {
        if (call.Outputs[0].DType.IsFloatingPoint())
        {
            Binary(formula, call);
            return;
        }

        StridedPlan plan = StridedPlan.Make(call.Outputs[0], call.Inputs);
        Walk(plan, new WholeTwofoldSegment<F>(formula, Tiles(plan, call, 0), Tiles(plan, call, 1), Tiles(plan, call, 2)), call);
    }

    public static void Division<F>(F formula, KernelCall call)
        where F : struct, IDivisionFormula
    {
        StridedPlan plan = StridedPlan.Make(call.Outputs[0], call.Inputs);
        bool real = call.Outputs[0].DType.IsFloatingPoint();
        Walk(plan, new DivisionSegment<F>(formula, real, Tiles(plan, call, 0), Tiles(plan, call, 1), Tiles(plan, call, 2)), call);
    }

    public static void Predicate<F>(F formula, DType compute, in Operand output, ReadOnlySpan<Operand> inputs)
        where F : struct, IPredicate
    {
        if (!compute.IsFloatingPoint())
        {
            StridedPlan plan = StridedPlan.Make(output, inputs);
            WholePredicateSegment<F> segment = new(
                formula,
                new TileOperand(output.DType, plan.InnerStride(0)),
                new TileOperand(inputs[0].DType, plan.InnerStride(1)),
                new TileOperand(inputs[1].DType, plan.InnerStride(2)));
            SegmentWalk<WholePredicateSegment<F>>.Run(plan, segment, output, inputs);
            return;
        }

        bool wide = compute == DType.Float64;
        switch (Tier.Current)
        {
            case SimdTier.Vector512 when wide: Predicate<F, Double8, double>(formula, output, inputs); break;
            case SimdTier.Vector256 when wide: Predicate<F, Double4, double>(formula, output, inputs); break;
            case SimdTier.Vector128 when wide: Predicate<F, Double2, double>(formula, output, inputs); break;
            case SimdTier.Vector512: Predicate<F, Float16, float>(formula, output, inputs); break;
            case SimdTier.Vector256: Predicate<F, Float8, float>(formula, output, inputs); break;
            case SimdTier.Vector128: Predicate<F, Float4, float>(formula, output, inputs); break;
            default:
                if (wide)
                    Predicate<F, Double1, double>(formula, output, inputs);
                else
                    Predicate<F, Float1, float>(formula, output, inputs);
                break;
        }
    }

    readonly struct UnaryKernel<F>(F formula) : ILaneKernel
        where F : struct, IUnaryFormula
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            StridedPlan plan = StridedPlan.Make(call.Outputs[0], call.Inputs);
            Walk(plan, new UnarySegment<F, L, T>(formula, Tiles(plan, call, 0), Tiles(plan, call, 1)), call);
        }
    }

    readonly struct BinaryKernel<F>(F formula) : ILaneKernel
        where F : struct, IBinaryFormula
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            StridedPlan plan = StridedPlan.Make(call.Outputs[0], call.Inputs);
            Walk(plan, new BinarySegment<F, L, T>(formula, Tiles(plan, call, 0), Tiles(plan, call, 1), Tiles(plan, call, 2)), call);
        }
    }

    static void Predicate<F, L, T>(F formula, in Operand output, ReadOnlySpan<Operand> inputs)
        where F : struct, IPredicate
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StridedPlan plan = StridedPlan.Make(output, inputs);
        PredicateSegment<F, L, T> segment = new(
            formula,
            new TileOperand(output.DType, plan.InnerStride(0)),
            new TileOperand(inputs[0].DType, plan.InnerStride(1)),
            new TileOperand(inputs[1].DType, plan.InnerStride(2)));
        SegmentWalk<PredicateSegment<F, L, T>>.Run(plan, segment, output, inputs);
    }

    static void Walk<TSegment>(in StridedPlan plan, TSegment segment, KernelCall call)
        where TSegment : struct, ISegment => SegmentWalk<TSegment>.Run(plan, segment, call);

    static TileOperand Tiles(in StridedPlan plan, KernelCall call, int operand) =>
        new(operand == 0 ? call.Outputs[0].DType : call.Inputs[operand - 1].DType, plan.InnerStride(operand));
}
