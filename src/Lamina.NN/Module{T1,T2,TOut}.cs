namespace Lamina.NN;

/// <summary>A module of two inputs.</summary>
/// <typeparam name="T1">The first input.</typeparam>
/// <typeparam name="T2">The second input.</typeparam>
/// <typeparam name="TOut">What comes out.</typeparam>
public abstract class Module<T1, T2, TOut> : Module
{
    ForwardHooks<(T1 First, T2 Second), TOut>? _hooks;

    /// <summary>Computes the output.</summary>
    public abstract TOut Forward(T1 first, T2 second);

    /// <inheritdoc cref="Module{TIn, TOut}.Call"/>
    public TOut Call(T1 first, T2 second)
    {
        using ModuleVisit visit = Enter();
        try
        {
            if (_hooks is not { } hooks)
                return Forward(first, second);
            (first, second) = hooks.Before((first, second));
            return hooks.After((first, second), Forward(first, second));
        }
        catch (LaminaException error) when (Locate(error))
        {
            throw;
        }
    }

    /// <inheritdoc cref="Module{TIn, TOut}.RegisterForwardPreHook"/>
    public IDisposable RegisterForwardPreHook(Func<(T1 First, T2 Second), (T1 First, T2 Second)> hook) => (_hooks ??= new()).AddBefore(hook);

    /// <inheritdoc cref="Module{TIn, TOut}.RegisterForwardHook"/>
    public IDisposable RegisterForwardHook(Func<(T1 First, T2 Second), TOut, TOut> hook) => (_hooks ??= new()).AddAfter(hook);
}
