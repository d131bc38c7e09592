namespace Lamina.NN;

/// <summary>A module of three inputs.</summary>
/// <typeparam name="T1">The first input.</typeparam>
/// <typeparam name="T2">The second input.</typeparam>
/// <typeparam name="T3">The third input.</typeparam>
/// <typeparam name="TOut">What comes out.</typeparam>
public abstract class Module<T1, T2, T3, TOut> : Module
{
    ForwardHooks<(T1 First, T2 Second, T3 Third), TOut>? _hooks;

    /// <summary>Computes the output.</summary>
    public abstract TOut Forward(T1 first, T2 second, T3 third);

    /// <inheritdoc cref="Module{TIn, TOut}.Call"/>
    public TOut Call(T1 first, T2 second, T3 third)
    {
        using ModuleVisit visit = Enter();
        try
        {
            if (_hooks is not { } hooks)
                return Forward(first, second, third);
            (first, second, third) = hooks.Before((first, second, third));
            return hooks.After((first, second, third), Forward(first, second, third));
        }
        catch (LaminaException error) when (Locate(error))
        {
            throw;
        }
    }

    /// <inheritdoc cref="Module{TIn, TOut}.RegisterForwardPreHook"/>
    public IDisposable RegisterForwardPreHook(Func<(T1 First, T2 Second, T3 Third), (T1 First, T2 Second, T3 Third)> hook) => (_hooks ??= new()).AddBefore(hook);

    /// <inheritdoc cref="Module{TIn, TOut}.RegisterForwardHook"/>
    public IDisposable RegisterForwardHook(Func<(T1 First, T2 Second, T3 Third), TOut, TOut> hook) => (_hooks ??= new()).AddAfter(hook);
}
