using Lamina.Autograd;
using Lamina.Cpu.Normalization;

namespace Lamina.Ops;

/// <summary>
/// Normalization of rows: of x [rows, length], γ [length] and β [length], all contiguous and of one dtype, float32 or float64,
/// y = (x − mean) · inverse · γ + β with the mean of each row and inverse = 1 / √(variance + ε), which are outputs too.
/// </summary>
/// <param name="Epsilon">ε.</param>
internal sealed partial record LayerNormalization(double Epsilon) : Op
{
    public override string Name => "layer_normalization";

    public override int VisibleOutputs => 1;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Check(Name, inputs);
        TensorSpec row = inputs[0] with { Shape = [inputs[0].Shape[0]], Format = MemoryFormat.Contiguous };
        return [inputs[0] with { Format = MemoryFormat.Contiguous }, row, row];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b111, Outputs: 0b110);

    public override Tensor?[] Backward(BackwardContext context) => GradMode.Enabled
        ? Decomposed.Gradients(this, context, 1)
        : Dispatch.RunAll(
            new LayerNormalizationGradient(), context.Input(0), context.Gradient.Contiguous(), context.Input(1), context.Output(1), context.Output(2));

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
    {
        Tensor mean = inputs[0].Mean([1], keepDims: true), centered = inputs[0] - mean;
        Tensor inverse = (centered.Square().Mean([1], keepDims: true) + Epsilon).Rsqrt();
        return [(centered * inverse * inputs[1]) + inputs[2], mean.Reshape(-1), inverse.Reshape(-1)];
    }

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 7 * (double)inputs[0].Shape.Count };

    internal static void Check(string op, ReadOnlySpan<TensorSpec> inputs)
    {
        TensorSpec x = inputs[0];
        if (x.Shape.Rank != 2)
            throw new ShapeException($"{op}: the input is [rows, length]; got {x.Shape}. Reshape it.");
        if (x.DType is not (DType.Float32 or DType.Float64))
            throw new DTypeException($"{op}: the input is float32 or float64; got {x}. Convert it with `To`.");
        for (int i = 1; i < 3; i++)
        {
            if (inputs[i].Shape != [x.Shape[1]] || inputs[i].DType != x.DType)
                throw new ShapeException($"{op}: rows of {x} need scale and shift of {x.DType.Name()}[{x.Shape[1]}]; got {inputs[i]}.");
        }
    }
}

/// <summary>
/// Of x, the upstream gradient g, γ, and the mean and inverse that <see cref="LayerNormalization"/> gave: the gradients of x, γ and β. With
/// x̂ = (x − mean) · inverse and h = g·γ they are inverse · (h − mean of h − x̂ · mean of h·x̂), Σ g·x̂ and Σ g.
/// </summary>
internal sealed partial record LayerNormalizationGradient : Op
{
    public override string Name => "layer_normalization_gradient";

    public override string? NonDifferentiable => "higher derivatives take layer normalization in simpler ops";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[1].Shape != inputs[0].Shape || inputs[1].DType != inputs[0].DType)
            throw new ShapeException($"{Name}: the gradient is {inputs[1]} for an input of {inputs[0]}; both are alike.");
        LayerNormalization.Check(Name, [inputs[0], inputs[2], inputs[2]]);
        TensorSpec column = inputs[2] with { Format = MemoryFormat.Contiguous };
        return [inputs[0] with { Format = MemoryFormat.Contiguous }, column, column];
    }

    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        RowSplit.Of(inputs[0].Shape).Parts * 2 * inputs[2].Bytes;

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
    {
        Tensor inverse = inputs[4].Unsqueeze(1), hat = (inputs[0] - inputs[3].Unsqueeze(1)) * inverse, scaled = inputs[1] * inputs[2];
        Tensor along = scaled - scaled.Mean([1], keepDims: true) - (hat * (scaled * hat).Mean([1], keepDims: true));
        return [along * inverse, (inputs[1] * hat).Sum(0), inputs[1].Sum(0)];
    }

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 14 * (double)inputs[0].Shape.Count };
}
