namespace Lamina.NN;

/// <summary>
/// A module that makes, takes or ends a mask: which steps of each sequence count. <see cref="Sequential"/> and the graphs of Lamina.Keras hand the mask from layer to layer, beside the tensor.
/// </summary>
/// <remarks>
/// As Keras' masks. A module that is none of these knows nothing of the mask, which goes on behind it if its output still has the mask's axes of batch and steps, and ends there if not.
/// </remarks>
public interface IMaskAware
{
    /// <summary>Computes the output as <see cref="Module{TIn, TOut}.Call"/> does, and the output's mask.</summary>
    /// <param name="x">[N, steps, ..].</param>
    /// <param name="mask">True where a step counts, [N, steps]; null if all do.</param>
    (Tensor Output, Tensor? Mask) Call(Tensor x, Tensor? mask);
}
