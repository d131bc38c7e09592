using Lamina.NN;

namespace Lamina.Keras;

/// <summary>A function as a layer: <c>new Lambda(x =&gt; x * 2)</c>. Shape and dtype: as the function has it.</summary>
/// <remarks>
/// As Keras' <c>Lambda</c>. Parameters that the function uses are not found by the network that holds it: write a class of your own for those. A file has no functions:
/// a saved model with one is loaded into a network that is made anew, <c>Model.Load(path, network)</c>.
/// </remarks>
/// <param name="function">What is done to the input.</param>
public sealed class Lambda(Func<Tensor, Tensor> function) : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => function(x);
}
