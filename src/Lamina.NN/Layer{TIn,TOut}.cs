using Lamina.NN.Discovery;

namespace Lamina.NN;

/// <summary>
/// A module made to be a part of others, as all layers of Lamina are. Its <see cref="Forward"/> runs the hooks and names the layer
/// and its path in errors, whoever calls it; what it computes stands in <see cref="Compute"/>.
/// </summary>
/// <typeparam name="TIn">What goes in.</typeparam>
/// <typeparam name="TOut">What comes out.</typeparam>
public abstract class Layer<TIn, TOut> : Module<TIn, TOut>
{
    /// <summary>Computes the output, with the hooks around it.</summary>
    public sealed override TOut Forward(TIn x) => Around(x, this, static (x, layer) => layer.Compute(x));

    /// <inheritdoc/>
    public sealed override TOut Call(TIn x) => Forward(x);

    /// <summary>Computes the output. An error about the input starts with this layer's <see cref="object.ToString"/>.</summary>
    protected abstract TOut Compute(TIn x);

    /// <summary>What <see cref="Forward"/> does around <see cref="Compute"/>, around a computation that takes more than the input, such as a mask. Hooks see the input alone.</summary>
    private protected TOut Around<TRest>(TIn x, TRest rest, Func<TIn, TRest, TOut> compute)
    {
        using ModuleVisit visit = Enter();
        try
        {
            if (Hooks is not { } hooks)
                return compute(x, rest);
            x = hooks.Before(x);
            return hooks.After(x, compute(x, rest));
        }
        catch (LaminaException error) when (Locate(error))
        {
            throw;
        }
    }

    // The layer names itself where the error does not: an error of an op knows nothing of layers.
    private protected sealed override bool Locate(LaminaException error)
    {
        if (error.Location is not null)
            return false;
        string path = LivingModules.PathOf(this), name = ToString();
        error.Location = error.Message.StartsWith(name, StringComparison.Ordinal) ? path : path.Length == 0 ? name : $"{path}: {name}";
        return false;
    }
}
