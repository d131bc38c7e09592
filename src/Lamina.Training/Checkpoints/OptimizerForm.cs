using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>How a class of optimizers stands in a file: a stable name, and the settings of a group.</summary>
/// <param name="Name">The name in files. It never changes.</param>
/// <param name="Type">The class.</param>
internal abstract record OptimizerForm(string Name, Type Type)
{
    public abstract JsonObject Write(OptimizerSettings settings);

    /// <summary>Makes an optimizer of groups of parameters with their settings.</summary>
    public abstract Optimizer Make(IReadOnlyList<(Described Settings, Parameter[] Parameters)> groups);
}

/// <inheritdoc/>
/// <typeparam name="TSettings">The settings' class.</typeparam>
/// <param name="Name">The name in files. It never changes.</param>
/// <param name="Type">The class.</param>
/// <param name="Writer">From settings to JSON.</param>
/// <param name="Reader">From JSON to settings.</param>
/// <param name="Maker">An optimizer without parameters.</param>
internal sealed record OptimizerForm<TSettings>(
    string Name,
    Type Type,
    Func<TSettings, JsonObject> Writer,
    Func<Described, TSettings> Reader,
    Func<TSettings, Optimizer<TSettings>> Maker) : OptimizerForm(Name, Type)
    where TSettings : OptimizerSettings
{
    public override JsonObject Write(OptimizerSettings settings) => Writer((TSettings)settings);

    public override Optimizer Make(IReadOnlyList<(Described Settings, Parameter[] Parameters)> groups)
    {
        Optimizer<TSettings>? optimizer = null;
        foreach ((Described described, Parameter[] parameters) in groups)
        {
            TSettings settings = Reader(described);
            try
            {
                optimizer ??= Maker(settings);
                optimizer.AddGroup(parameters, _ => settings);
            }
            catch (ArgumentException error)
            {
                throw described.Fault(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
            }
        }

        return optimizer!;
    }
}
