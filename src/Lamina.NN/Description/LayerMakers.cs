using System.Collections.Concurrent;

namespace Lamina.NN;

/// <summary>
/// What makes the layers of other libraries, and of one's own, that model files name: a list that the program fills. A file can
/// only choose from it.
/// </summary>
public static class LayerMakers
{
    static readonly ConcurrentDictionary<string, Func<ILayerArguments, Module<Tensor, Tensor>>> Makers = new();

    /// <summary>Lets model files name a layer.</summary>
    /// <param name="formName">The name that <see cref="ISavedLayer.FormName"/> gives.</param>
    /// <param name="make">From arguments to a layer. It checks them, and calls <see cref="ILayerArguments.Spend"/> before it makes weights.</param>
    /// <exception cref="ArgumentException">Another layer has the name.</exception>
    public static void Add(string formName, Func<ILayerArguments, Module<Tensor, Tensor>> make)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(formName);
        ArgumentNullException.ThrowIfNull(make);
        if (!Makers.TryAdd(formName, make) && Makers[formName] != make)
            throw new ArgumentException($"Model files know another layer as '{formName}'. Take a name with your library's before it, such as 'mine.Block'.", nameof(formName));
    }

    /// <summary>What makes a layer of that name, or null.</summary>
    public static Func<ILayerArguments, Module<Tensor, Tensor>>? Find(string formName) => Makers.GetValueOrDefault(formName);
}
