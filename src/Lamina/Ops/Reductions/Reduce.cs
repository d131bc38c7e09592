using System.Runtime.CompilerServices;
using Lamina.Cpu.Reductions;

namespace Lamina.Ops;

/// <summary>What reductions along axes share. The axes are sorted and there once; none stands for all.</summary>
internal abstract record Reduce<R>(Shape Axes, bool KeepDims) : Op
    where R : struct, IReduction
{
    public override string Name => R.Name;

    public override FusionRole Fusion => FusionRole.Reduction;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
        [inputs[0] with { Shape = AxisSets.Reduced(inputs[0].Shape, Mask(inputs[0].Shape), KeepDims), DType = ResultType(inputs[0].DType), Format = MemoryFormat.Contiguous }];

    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        ReductionKernels.Workspace(inputs[0], Mask(inputs[0].Shape));

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        new(inputs[0].Shape.Count, inputs[0].Bytes + outputs[0].Bytes);

    protected virtual DType ResultType(DType dtype) => dtype;

    protected uint Mask(Shape shape) => AxisSets.Mask(shape, Axes);

    protected internal override void Compute(KernelCall call) => ReductionKernels.Run<R>(Mask(call.Inputs[0].Shape), call);
}

/// <summary>Sets of axes, as users write them and as kernels want them.</summary>
internal static class AxisSets
{
    /// <summary>The axes as 0 … rank − 1, sorted; an empty list stays empty and means all. Errors name the method that asks.</summary>
    /// <exception cref="IndexException">An axis does not exist or is named twice.</exception>
    public static Shape Of(Shape shape, ReadOnlySpan<int> axes, [CallerMemberName] string operation = "")
    {
        uint mask = Check(shape, axes, operation);
        long[] found = new long[axes.Length];
        for (int axis = 0, i = 0; i < found.Length; axis++)
        {
            if ((mask >> axis & 1) != 0)
                found[i++] = axis;
        }

        return found;
    }

    /// <summary>The named axes as bits. Errors name the method that asks.</summary>
    /// <exception cref="IndexException">An axis does not exist or is named twice.</exception>
    public static uint Check(Shape shape, ReadOnlySpan<int> axes, [CallerMemberName] string operation = "")
    {
        uint mask = 0;
        foreach (int axis in axes)
        {
            uint bit = 1u << shape.Axis(axis, operation);
            if ((mask & bit) != 0)
                throw new IndexException($"{operation}: axis {axis} of {shape} is named twice.");
            mask |= bit;
        }

        return mask;
    }

    public static uint Mask(Shape shape, Shape axes)
    {
        if (axes.Rank == 0)
            return (uint)((1UL << shape.Rank) - 1);
        uint mask = 0;
        foreach (long axis in axes)
            mask |= 1u << (int)axis;
        return mask;
    }

    public static Shape Reduced(Shape shape, uint mask, bool keepDims)
    {
        List<long> sizes = [];
        for (int i = 0; i < shape.Rank; i++)
        {
            if ((mask >> i & 1) == 0)
                sizes.Add(shape[i]);
            else if (keepDims)
                sizes.Add(1);
        }

        return [.. sizes];
    }

    /// <summary>Throws if the axes hold no element to choose from, but the others do.</summary>
    /// <exception cref="ShapeException">There is nothing along the axes.</exception>
    public static void NeedElements(Shape shape, uint mask, string operation)
    {
        if (shape.Count != 0)
            return;
        for (int i = 0; i < shape.Rank; i++)
        {
            if ((mask >> i & 1) == 0 && shape[i] == 0)
                return;
        }

        throw new ShapeException($"{operation}: {shape} has no element along the reduced axes, and nothing has no largest or smallest. Choose other axes, or leave empty tensors out.");
    }

    /// <summary>A result of a reduction with the reduced axes put back as size 1.</summary>
    public static Tensor Restore(Tensor reduced, Shape original, uint mask) => reduced.Reshape(Reduced(original, mask, keepDims: true));
}
