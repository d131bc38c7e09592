using Lamina.Autograd;

namespace Lamina.Ops;

/// <summary>Gradients of a fused op by way of the simpler ops it stands for.</summary>
internal static class Decomposed
{
    /// <summary>The gradients of the fused op's inputs, themselves differentiable if the backward pass records.</summary>
    /// <param name="op">The op; all its inputs are saved.</param>
    /// <param name="context">What its rule was given.</param>
    /// <param name="outputs">How many outputs <see cref="Op.Decompose"/> gives.</param>
    public static Tensor?[] Gradients(Op op, BackwardContext context, int outputs)
    {
        bool recorded = GradMode.Enabled;
        GradMode.Enabled = true;
        try
        {
            return Gradients(op, context, outputs, recorded);
        }
        finally
        {
            GradMode.Enabled = recorded;
        }
    }

    static Tensor?[] Gradients(Op op, BackwardContext context, int outputs, bool recorded)
    {
        // Each input gets a name of its own: one may depend on another, and its gradient is not the other's. Where nothing is recorded, it has
        // no history either: the pass in here would walk it, and let go what the pass outside still needs.
        Tensor[] inputs = new Tensor[context.InputSpecs.Length];
        List<int> wanted = [];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = recorded ? Dispatch.Run(new Reshape(context.InputSpecs[i].Shape), context.Input(i)) : context.Input(i).Detach();
            if (!recorded && context.Needs(i))
                inputs[i].RequireGrad();
            if (context.Needs(i) && inputs[i].RequiresGrad)
                wanted.Add(i);
        }

        Tensor[] results = op.Decompose(inputs)!;
        Tensor? sum = null;
        for (int i = 0; i < outputs; i++)
        {
            if (!context.HasGradient(i))
                continue;
            Tensor part = (results[i] * context.GradientOf(i)).Sum();
            sum = sum is null ? part : sum + part;
        }

        Tensor?[] gradients = new Tensor?[inputs.Length];
        if (sum is null || !sum.RequiresGrad)
            return gradients;
        Tensor?[] found = BackwardPass.Gradients([sum], [null], [.. wanted.Select(i => inputs[i])], createGraph: recorded, retainGraph: recorded);
        for (int i = 0; i < wanted.Count; i++)
            gradients[wanted[i]] = found[i];
        return gradients;
    }
}
