namespace Lamina.Ops;

/// <summary>
/// y = (x − center) · scale + shift with one number of each for a channel: x [N, C, …] and the three [C], all contiguous and of one dtype,
/// float32 or float64. Batch normalization in evaluation, in one pass.
/// </summary>
internal sealed partial record ChannelAffine : Op
{
    public override string Name => "channel_affine";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Channels.Check(Name, inputs);
        return [inputs[0] with { Format = MemoryFormat.Contiguous }];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b111);

    public override Tensor?[] Backward(BackwardContext context)
    {
        Tensor x = context.Input(0), g = context.Gradient;
        int[] axes = Channels.Others(x.Rank);
        Tensor scale = Channels.Spread(context.Input(2), x.Rank);
        Tensor? dx = context.Needs(0) || context.Needs(1) ? g * scale : null;
        return
        [
            dx,
            context.Needs(1) ? -dx!.Sum(axes) : null,
            context.Needs(2) ? (g * (x - Channels.Spread(context.Input(1), x.Rank))).Sum(axes) : null,
            context.Needs(3) ? g.Sum(axes) : null,
        ];
    }

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
    {
        int rank = inputs[0].Rank;
        return [((inputs[0] - Channels.Spread(inputs[1], rank)) * Channels.Spread(inputs[2], rank)) + Channels.Spread(inputs[3], rank)];
    }

    internal override bool TakesEpilogue(ReadOnlySpan<TensorSpec> inputs) => Channels.TakeEpilogue(inputs[0].Shape);

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 3 * (double)inputs[0].Shape.Count };
}
