using Lamina.Cpu.Resampling;

namespace Lamina.Ops;

/// <summary>Resamples the last two axes of [N, C, H, W], or does the transposed: from outputs to inputs, which is its gradient.</summary>
/// <param name="Rows">Axis 2.</param>
/// <param name="Columns">Axis 3.</param>
/// <param name="Transposed">Whether it goes from the outputs to the inputs.</param>
internal sealed partial record Resample2d(ResampleAxis Rows, ResampleAxis Columns, bool Transposed = false) : Op
{
    /// <summary>Exporters know interpolation; other weights they take apart.</summary>
    public override string Name => Transposed ? "interpolate_gradient" : IsInterpolation(Rows) && IsInterpolation(Columns) ? "interpolate" : "resample";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape shape = inputs[0].Shape;
        return [inputs[0] with { Shape = Transposed ? [shape[0], shape[1], Rows.Inputs, Columns.Inputs] : [shape[0], shape[1], Rows.Outputs, Columns.Outputs], Format = MemoryFormat.Contiguous }];
    }

    public override Tensor?[] Backward(BackwardContext context) => [Dispatch.Run(this with { Transposed = !Transposed }, context.Gradient.Contiguous())];

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
    {
        Tensor rows = Weights(Rows, inputs[0].DType), columns = Weights(Columns, inputs[0].DType);
        return [Transposed ? rows.T.MatMul(inputs[0]).MatMul(columns) : rows.MatMul(inputs[0]).MatMul(columns.T)];
    }

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 2.0 * Rows.MostTerms * Math.Max(inputs[0].Shape.Count, outputs[0].Shape.Count) };

    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => ResampleTable.Bytes(Rows) + ResampleTable.Bytes(Columns);

    static bool IsInterpolation(ResampleAxis axis) => axis.Mode != InterpolationMode.Area && !axis.Antialias;

    static Tensor Weights(ResampleAxis axis, DType dtype) => Tensor.From<double>(axis.Matrix(), [axis.Outputs, axis.Inputs]).To(dtype);
}
