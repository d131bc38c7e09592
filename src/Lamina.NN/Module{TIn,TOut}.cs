namespace Lamina.NN;

/// <summary>A module of one input. Write a network by deriving from it and overriding <see cref="Forward"/>.</summary>
/// <typeparam name="TIn">What goes in: a <see cref="Tensor"/>, or a tuple of them.</typeparam>
/// <typeparam name="TOut">What comes out.</typeparam>
public abstract class Module<TIn, TOut> : Module
{
    private protected ForwardHooks<TIn, TOut>? Hooks { get; private set; }

    /// <summary>Computes the output.</summary>
    public abstract TOut Forward(TIn x);

    /// <summary>
    /// Computes the output with the hooks around it, and names this module in errors that arise. As in PyTorch, where
    /// <c>net(x)</c> runs the hooks and <c>net.forward(x)</c> does not. A <see cref="Layer{TIn, TOut}"/> runs its hooks in both.
    /// </summary>
    public virtual TOut Call(TIn x)
    {
        using ModuleVisit visit = Enter();
        try
        {
            if (Hooks is not { } hooks)
                return Forward(x);
            x = hooks.Before(x);
            return hooks.After(x, Forward(x));
        }
        catch (LaminaException error) when (Locate(error))
        {
            throw;
        }
    }

    /// <summary>Has a function see the input, and give the one to be used, whenever the module is called.</summary>
    /// <returns>Dispose it to remove the hook.</returns>
    public IDisposable RegisterForwardPreHook(Func<TIn, TIn> hook) => (Hooks ??= new()).AddBefore(hook);

    /// <summary>Has a function see the input and the output, and give the output to be used, whenever the module is called.</summary>
    /// <returns>Dispose it to remove the hook.</returns>
    public IDisposable RegisterForwardHook(Func<TIn, TOut, TOut> hook) => (Hooks ??= new()).AddAfter(hook);
}
