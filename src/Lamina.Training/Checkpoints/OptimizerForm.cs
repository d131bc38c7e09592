using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
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

/// <summary>The form of an optimizer whose constructor takes what its settings hold, in their order: numbers and truth values.</summary>
/// <typeparam name="TOptimizer">The class.</typeparam>
/// <typeparam name="TSettings">The settings' class.</typeparam>
/// <param name="Name">The name in files. It never changes.</param>
internal sealed record OptimizerForm<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TOptimizer,
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties)] TSettings>(string Name)
    : OptimizerForm(Name, typeof(TOptimizer))
    where TOptimizer : Optimizer<TSettings>
    where TSettings : OptimizerSettings
{
    static readonly ConstructorInfo Settings = typeof(TSettings).GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;

    static readonly ConstructorInfo Optimizer = typeof(TOptimizer).GetConstructors().First(constructor =>
        constructor.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(Settings.GetParameters().Select(parameter => parameter.ParameterType)));

    public override JsonObject Write(OptimizerSettings settings)
    {
        JsonObject result = [];
        foreach (ParameterInfo parameter in Settings.GetParameters())
        {
            result[NameOf(parameter)] = typeof(TSettings).GetProperty(parameter.Name!)!.GetValue(settings) switch
            {
                bool truth => truth,
                double number => Numbers.Json(number),
                object whole => Convert.ToInt64(whole, null),
                null => null,
            };
        }

        return result;
    }

    public override Optimizer Make(IReadOnlyList<(Described Settings, Parameter[] Parameters)> groups)
    {
        TOptimizer? optimizer = null;
        foreach ((Described described, Parameter[] parameters) in groups)
        {
            object?[] values = [.. Settings.GetParameters().Select(parameter => Read(described, parameter))];
            TSettings settings = (TSettings)Settings.Invoke(values);
            try
            {
                optimizer ??= (TOptimizer)Optimizer.Invoke(values);
                optimizer.AddGroup(parameters, _ => settings);
            }
            catch (Exception error) when (error is ArgumentException or TargetInvocationException { InnerException: ArgumentException })
            {
                throw described.Fault((error.InnerException ?? error).Message.ReplaceLineEndings(" ").TrimEnd('.'), error.InnerException ?? error);
            }
        }

        return optimizer!;
    }

    static string NameOf(ParameterInfo parameter) => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!);

    static object? Read(Described described, ParameterInfo parameter)
    {
        string name = NameOf(parameter);
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type != parameter.ParameterType && !described.Has(name))
            return null;
        if (type == typeof(bool))
            return described.Bool(name);
        if (type == typeof(int))
            return described.Int(name);
        if (type == typeof(long))
            return described.Long(name);
        return described.Double(name);
    }
}
