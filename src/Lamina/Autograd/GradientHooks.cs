using Lamina.Graphs;

namespace Lamina.Autograd;

/// <summary>The functions that watch or replace the gradients of a leaf, or of the outputs of a node.</summary>
internal sealed class GradientHooks
{
    // Replaced on every change, so that a hook may remove itself while hooks run.
    Hook[] _hooks = [];

    public IDisposable Add(int output, Func<Tensor, Tensor?> run)
    {
        Hook hook = new(this, output, run);
        _hooks = [.. _hooks, hook];
        return hook;
    }

    /// <summary>Shows a gradient to the hooks of an output, in their order, and gives what they made of it.</summary>
    /// <param name="output">The output; 0 for a leaf.</param>
    /// <param name="gradient">Its gradient, held by a slot, which is to hold the result instead.</param>
    /// <param name="of">Whose gradient it is, for the message.</param>
    public Tensor Run(int output, Tensor gradient, string of)
    {
        foreach (Hook hook in _hooks)
        {
            if (hook.Output != output)
                continue;
            Trace.Current?.RunsHook("a hook on a tensor");
            Tensor given = gradient;
            Temporaries.Escape(given);
            if (Temporaries.Suspend(() => hook.Run(given)) is not { } replaced)
                continue;
            if (replaced.Shape != given.Shape || replaced.DType != given.DType)
                throw new GradientException($"A hook on the gradient of {of} returned {replaced.Spec}; the gradient is {given.Spec}. A hook returns null, or a gradient of the same shape and dtype.");
            Temporaries.Hold(replaced);
            Temporaries.Drop(given);
            gradient = replaced;
        }

        return gradient;
    }

    sealed class Hook(GradientHooks owner, int output, Func<Tensor, Tensor?> run) : IDisposable
    {
        public int Output => output;

        public Tensor? Run(Tensor gradient) => run(gradient);

        public void Dispose() => owner._hooks = [.. owner._hooks.Where(other => !ReferenceEquals(other, this))];
    }
}
