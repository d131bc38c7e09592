using Lamina.Autograd;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes the gradient of this tensor with respect to every leaf it was made from, and adds it to their <see cref="Grad"/>.
    /// </summary>
    /// <param name="gradient">The gradient of the final result with respect to this tensor; 1 for a single number.</param>
    /// <param name="retainGraph">True to keep the saved values, so that Backward can be called again.</param>
    /// <exception cref="GradientException">Nothing was recorded, the tensor is no single number and no gradient is given,
    /// a saved value was changed in place, or Backward went this way before.</exception>
    public void Backward(Tensor? gradient = null, bool retainGraph = false)
    {
        CheckRoot(this, gradient);
        BackwardPass.Accumulate(this, gradient, retainGraph);
    }

    /// <summary>The gradients of this single number with respect to the given tensors, in their order.</summary>
    /// <param name="inputs">Leaves or results on the way from the leaves to this tensor.</param>
    /// <exception cref="GradientException">As for <see cref="Backward"/>, or this tensor does not depend on an input.</exception>
    public Tensor[] Gradients(params ReadOnlySpan<Tensor> inputs) => Gradients(inputs, createGraph: false);

    /// <summary>The gradients of this tensor with respect to the given tensors, in their order.</summary>
    /// <param name="inputs">Leaves or results on the way from the leaves to this tensor.</param>
    /// <param name="createGraph">True to record the gradients themselves, for derivatives of higher order.</param>
    /// <param name="gradient">The gradient of the final result with respect to this tensor; 1 for a single number.</param>
    /// <param name="retainGraph">True to keep the saved values; follows <paramref name="createGraph"/> too.</param>
    /// <exception cref="GradientException">As for <see cref="Backward"/>, or this tensor does not depend on an input.</exception>
    public Tensor[] Gradients(ReadOnlySpan<Tensor> inputs, bool createGraph, Tensor? gradient = null, bool retainGraph = false)
    {
        CheckRoot(this, gradient);
        Tensor[] wanted = inputs.ToArray();
        foreach (Tensor input in wanted)
        {
            if (!input.RequiresGrad)
                throw new GradientException($"A gradient is asked for with respect to a tensor ({input.Spec}) that does not require one. Call `RequireGrad()` on it before it is used.");
        }

        Tensor?[] found = BackwardPass.Gradients([this], [gradient], wanted, createGraph, retainGraph);
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] is null)
                throw new GradientException($"The result does not depend on input {i} ({wanted[i].Spec}): no recorded op leads from one to the other.");
        }

        return found!;
    }

    static void CheckRoot(Tensor root, Tensor? gradient)
    {
        if (!root.RequiresGrad)
            throw new GradientException($"Nothing was recorded for this tensor ({root.Spec}): none of its inputs requires gradients, or they were off. Call `RequireGrad()` on the parameters, and compute outside `Gradients.Off()`.");
        if (gradient is null && root.Count != 1)
            throw new GradientException($"Backward starts from a single number; this tensor is {root.Spec}. Reduce it with `Mean()` or `Sum()`, or pass the gradient of the final result.");
        if (gradient is not null && gradient.Shape != root.Shape)
            throw new GradientException($"The gradient passed to Backward has shape {gradient.Shape}; the tensor it belongs to has {root.Shape}.");
    }
}
