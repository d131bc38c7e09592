using Lamina.Autograd;

namespace Lamina;

/// <summary>
/// An operation with a gradient rule of one's own. Derive, write both directions, and call <see cref="Apply"/>.
/// </summary>
/// <example>
/// A gradient that is reversed on its way back:
/// <code>
/// sealed class Reverse : CustomFunction
/// {
///     protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => [inputs[0].Clone()];
///     protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradients) => [-gradients[0]];
/// }
/// </code>
/// </example>
public abstract class CustomFunction
{
    /// <summary>Runs the function; its outputs carry the rule if an input requires gradients.</summary>
    public Tensor[] Apply(params ReadOnlySpan<Tensor> inputs)
    {
        Tensor[] given = inputs.ToArray();
        FunctionContext context = new();
        Tensor[] outputs;
        using (Gradients.Off())
            outputs = Forward(context, given);
        if (GradMode.Enabled && Array.Exists(given, t => t.RequiresGrad))
        {
            // An output that is an input carries the rule on a tensor of its own.
            outputs = [.. outputs.Select(t => Array.Exists(given, g => ReferenceEquals(g, t)) ? t.Detach() : t)];
            FunctionNode.Attach(this, context, given, outputs);
        }

        return outputs;
    }

    internal Tensor?[] RunBackward(FunctionContext context, Tensor[] gradients) => Backward(context, gradients);

    /// <summary>Computes the outputs. Nothing is recorded inside.</summary>
    protected abstract Tensor[] Forward(FunctionContext context, Tensor[] inputs);

    /// <summary>The gradients of the inputs from those of the outputs; null for none. Written in tensor operations, it can be differentiated again.</summary>
    protected abstract Tensor?[] Backward(FunctionContext context, Tensor[] gradients);
}
