using Lamina.Autograd;
using Lamina.Cpu.Normalization;

namespace Lamina.Ops;

/// <summary>
/// Normalization of rows by the root of their mean square: of x [rows, length] and γ [length], both contiguous and of one dtype, float32 or float64,
/// y = x · inverse · γ with inverse = 1 / √(mean of x² + ε), which is an output too.
/// </summary>
/// <param name="Epsilon">ε.</param>
internal sealed partial record RmsNormalization(double Epsilon) : Op
{
    public override string Name => "rms_normalization";

    public override int VisibleOutputs => 1;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        LayerNormalization.Check(Name, [inputs[0], inputs[1], inputs[1]]);
        return [inputs[0] with { Format = MemoryFormat.Contiguous }, inputs[0] with { Shape = [inputs[0].Shape[0]], Format = MemoryFormat.Contiguous }];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b11, Outputs: 0b10);

    public override Tensor?[] Backward(BackwardContext context) => GradMode.Enabled
        ? Decomposed.Gradients(this, context, 1)
        : Dispatch.RunAll(new RmsNormalizationGradient(), context.Input(0), context.Gradient.Contiguous(), context.Input(1), context.Output(1));

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
    {
        Tensor inverse = (inputs[0].Square().Mean([1], keepDims: true) + Epsilon).Rsqrt();
        return [inputs[0] * inverse * inputs[1], inverse.Reshape(-1)];
    }

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 4 * (double)inputs[0].Shape.Count };
}

/// <summary>
/// Of x, the upstream gradient g, γ, and the inverse that <see cref="RmsNormalization"/> gave: the gradients of x and γ. With x̂ = x · inverse and h = g·γ
/// they are inverse · (h − x̂ · mean of h·x̂) and Σ g·x̂.
/// </summary>
internal sealed partial record RmsNormalizationGradient : Op
{
    public override string Name => "rms_normalization_gradient";

    public override string? NonDifferentiable => "higher derivatives take normalization in simpler ops";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[1].Shape != inputs[0].Shape || inputs[1].DType != inputs[0].DType)
            throw new ShapeException($"{Name}: the gradient is {inputs[1]} for an input of {inputs[0]}; both are alike.");
        LayerNormalization.Check(Name, [inputs[0], inputs[2], inputs[2]]);
        return [inputs[0] with { Format = MemoryFormat.Contiguous }, inputs[2] with { Format = MemoryFormat.Contiguous }];
    }

    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => RowSplit.Of(inputs[0].Shape).Parts * inputs[2].Bytes;

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
    {
        Tensor inverse = inputs[3].Unsqueeze(1), hat = inputs[0] * inverse, scaled = inputs[1] * inputs[2];
        return [(scaled - (hat * (scaled * hat).Mean([1], keepDims: true))) * inverse, (inputs[1] * hat).Sum(0)];
    }

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 10 * (double)inputs[0].Shape.Count };
}
