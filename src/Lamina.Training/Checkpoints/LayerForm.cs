using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>How a class of layers stands in a file: a stable name, and its constructor's arguments.</summary>
/// <param name="Name">The name in files. It never changes.</param>
/// <param name="Type">The class.</param>
internal abstract record LayerForm(string Name, Type Type)
{
    public abstract JsonObject Write(Module layer);

    public abstract Module Make(Described arguments);
}

/// <inheritdoc/>
/// <typeparam name="T">The class.</typeparam>
/// <param name="Name">The name in files. It never changes.</param>
/// <param name="Arguments">From a layer to its arguments; null where there are none.</param>
/// <param name="Maker">From arguments to a layer. It calls <see cref="Described.Spend"/> before it makes weights.</param>
internal sealed record LayerForm<T>(string Name, Func<T, JsonObject>? Arguments, Func<Described, T> Maker) : LayerForm(Name, typeof(T))
    where T : Module
{
    public override JsonObject Write(Module layer) => Arguments?.Invoke((T)layer) ?? [];

    public override Module Make(Described arguments) => Maker(arguments);
}
