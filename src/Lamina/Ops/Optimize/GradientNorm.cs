namespace Lamina.Ops;

/// <summary>
/// The norm of any number of tensors taken as one vector, and the factor that brings it down to a limit:
/// min(1, limit / (norm + 1e-6)). Outputs: norm and factor, 0-d, in the widest dtype of the inputs.
/// </summary>
/// <param name="Order">1, 2, or infinity for the largest magnitude.</param>
/// <param name="Limit">The largest norm that stays as it is.</param>
internal sealed partial record GradientNorm(double Order, double Limit) : Op
{
    public override string Name => "gradient_norm";

    public override string NonDifferentiable => "it measures gradients";

    public override FusionRole Fusion => FusionRole.Reduction;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        DType dtype = DType.Float32;
        foreach (TensorSpec input in inputs)
        {
            if (!input.DType.IsFloatingPoint())
                throw new DTypeException($"{Name}: gradients are floating point; got {input}.");
            dtype = DTypes.Promote(dtype, input.DType);
        }

        return [new TensorSpec(dtype, []), new TensorSpec(dtype, [])];
    }

    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs)
    {
        long grains = 0;
        foreach (TensorSpec input in inputs)
            grains = Math.Max(grains, GrainsOf(input.Shape.Count));
        return grains * sizeof(double);
    }
}
