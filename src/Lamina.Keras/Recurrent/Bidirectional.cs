using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// A recurrent layer from the first step to the last, and one like it, with weights of its own, from the last to the first. Shape: [N, steps, features] → [N, units'], or
/// [N, steps, units'] for a layer that returns sequences, with units' twice the layer's units if both lie side by side. Keys: those of <c>forward_layer</c> and <c>backward_layer</c>.
/// </summary>
/// <remarks>
/// As Keras' <c>Bidirectional</c>. DType: floating point. Source: Schuster and Paliwal, Bidirectional recurrent neural networks (1997).
/// </remarks>
/// <param name="layer">The layer that runs forwards: <see cref="LSTM"/>, <see cref="GRU"/> or <see cref="SimpleRNN"/>.</param>
/// <param name="mergeMode">What is made of both outputs; side by side by default.</param>
/// <param name="inputShape">The shape of a sample, [steps, features], to build at once; what the layer was told if null.</param>
public sealed class Bidirectional(RecurrentKerasLayer layer, MergeMode mergeMode = MergeMode.Concat, Shape? inputShape = null) : KerasLayer(inputShape ?? layer.InputSpec?.Shape), IMaskAware
{
    /// <summary>From the first step to the last.</summary>
    public RecurrentKerasLayer ForwardLayer { get; } = layer;

    /// <summary>From the last step to the first.</summary>
    public RecurrentKerasLayer BackwardLayer { get; } = layer.Backward();

    /// <summary>What is made of both outputs.</summary>
    public MergeMode MergeMode { get; } = mergeMode;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input)
    {
        Shape one = ForwardLayer.OutputShapeOf(input);
        return MergeMode == MergeMode.Concat ? one.With(-1, 2 * one[^1]) : one;
    }

    /// <inheritdoc/>
    public override string ToString() => $"Bidirectional({ForwardLayer}, {MergeMode})";

    private protected override void Build(Shape input)
    {
        foreach (RecurrentKerasLayer part in (ReadOnlySpan<RecurrentKerasLayer>)[ForwardLayer, BackwardLayer])
        {
            if (!part.IsBuilt)
                part.BuildFor(new TensorSpec(DType.Float32, input));
        }
    }

    /// <summary>Computes the output without the steps that are masked.</summary>
    /// <inheritdoc cref="RecurrentKerasLayer.Forward(Tensor, Tensor?)"/>
    public Tensor Forward(Tensor x, Tensor? mask) => Masked(x, mask);

    (Tensor Output, Tensor? Mask) IMaskAware.Call(Tensor x, Tensor? mask) => (Forward(x, mask), ForwardLayer.ReturnSequences ? mask : null);

    private protected override Tensor Apply(Tensor x) => Apply(x, null);

    private protected override Tensor Apply(Tensor x, Tensor? mask)
    {
        Tensor forward = ForwardLayer.Forward(x, mask), backward = BackwardLayer.Forward(x, mask);
        return MergeMode switch
        {
            MergeMode.Sum => forward + backward,
            MergeMode.Mul => forward * backward,
            MergeMode.Ave => (forward + backward) / 2,
            _ => Tensor.Concatenate([forward, backward], -1),
        };
    }
}
