using Lamina.Autograd;

namespace Lamina.Ops;

/// <summary>
/// Normalization by the statistics of a batch: of x [N, C, …], γ [C] and β [C], all contiguous and of one dtype, float32 or float64,
/// y = (x − mean) / √(variance + ε) · γ + β, and the mean and biased variance of each channel over all other axes.
/// </summary>
/// <param name="Epsilon">ε.</param>
internal sealed partial record BatchNormalization(double Epsilon) : Op
{
    public override string Name => "batch_normalization";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Channels.Check(Name, inputs);
        TensorSpec channel = inputs[1] with { Format = MemoryFormat.Contiguous };
        return [inputs[0] with { Format = MemoryFormat.Contiguous }, channel, channel];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b111, Outputs: 0b110);

    public override Tensor?[] Backward(BackwardContext context) => GradMode.Enabled || context.HasGradient(1) || context.HasGradient(2)
        ? Decomposed.Gradients(this, context, 3)
        : Dispatch.RunAll(
            new BatchNormalizationGradient(Epsilon), context.Input(0), context.Gradient.Contiguous(), context.Input(1), context.Output(1), context.Output(2));

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0];
        int[] axes = Channels.Others(x.Rank);
        Tensor mean = x.Mean(axes, keepDims: true), centered = x - mean, variance = centered.Square().Mean(axes, keepDims: true);
        Tensor scale = (variance + Epsilon).Rsqrt() * Channels.Spread(inputs[1], x.Rank);
        return [(centered * scale) + Channels.Spread(inputs[2], x.Rank), mean.Reshape(-1), variance.Reshape(-1)];
    }

    internal override bool TakesEpilogue(ReadOnlySpan<TensorSpec> inputs) => Channels.TakeEpilogue(inputs[0].Shape);

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 7 * (double)inputs[0].Shape.Count };
}

/// <summary>
/// Of x, the upstream gradient g, γ, and the mean and variance that <see cref="BatchNormalization"/> gave: the gradients of x, γ and β. With
/// x̂ = (x − mean) / √(variance + ε) they are γ / √(variance + ε) · (g − mean of g − x̂ · mean of g·x̂), Σ g·x̂ and Σ g.
/// </summary>
/// <param name="Epsilon">ε.</param>
internal sealed partial record BatchNormalizationGradient(double Epsilon) : Op
{
    public override string Name => "batch_normalization_gradient";

    public override string? NonDifferentiable => "higher derivatives take batch normalization in simpler ops";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[1].Shape != inputs[0].Shape || inputs[1].DType != inputs[0].DType)
            throw new ShapeException($"{Name}: the gradient is {inputs[1]} for an input of {inputs[0]}; both are alike.");
        Channels.Check(Name, [inputs[0], .. inputs[2..]]);
        TensorSpec channel = inputs[2] with { Format = MemoryFormat.Contiguous };
        return [inputs[0] with { Format = MemoryFormat.Contiguous }, channel, channel];
    }

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0], g = inputs[1];
        int[] axes = Channels.Others(x.Rank);
        Tensor inverse = (Channels.Spread(inputs[4], x.Rank) + Epsilon).Rsqrt(), hat = (x - Channels.Spread(inputs[3], x.Rank)) * inverse;
        Tensor along = g - g.Mean(axes, keepDims: true) - (hat * (g * hat).Mean(axes, keepDims: true));
        return [along * inverse * Channels.Spread(inputs[2], x.Rank), (g * hat).Sum(axes), g.Sum(axes)];
    }

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 9 * (double)inputs[0].Shape.Count };
}
