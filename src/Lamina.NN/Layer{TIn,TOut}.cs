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
    public sealed override TOut Forward(TIn x)
    {
        using ModuleVisit visit = Enter();
        try
        {
            if (Hooks is not { } hooks)
                return Compute(x);
            x = hooks.Before(x);
            return hooks.After(x, Compute(x));
        }
        catch (LaminaException error) when (Locate(error))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public sealed override TOut Call(TIn x) => Forward(x);

    /// <summary>Computes the output. An error about the input starts with this layer's <see cref="object.ToString"/>.</summary>
    protected abstract TOut Compute(TIn x);

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
