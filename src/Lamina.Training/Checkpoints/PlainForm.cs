using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lamina.NN;
using Module = Lamina.NN.Module;

namespace Lamina.Training;

/// <summary>
/// The form of a layer whose constructor's arguments are its properties: <c>Softshrink(double lambda)</c> has a <c>Lambda</c>. Its longest
/// constructor counts. What is no number, truth value, choice, pair, padding or shape must be optional, and is left out: generators, starting values.
/// </summary>
/// <typeparam name="T">The class.</typeparam>
internal sealed record PlainForm<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties)] T> : LayerForm
    where T : Module
{
    readonly ConstructorInfo _constructor = typeof(T).GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
    readonly Action<Described>? _spend;

    /// <summary>Describes a class.</summary>
    /// <param name="name">The name in files. It never changes.</param>
    /// <param name="spend">Calls <see cref="Described.Spend"/> with the sizes of the weights; null where there are none.</param>
    public PlainForm(string name, Action<Described>? spend = null)
        : base(name, typeof(T)) => _spend = spend;

    public override JsonObject Write(Module layer)
    {
        JsonObject result = [];
        foreach (ParameterInfo parameter in _constructor.GetParameters().Where(IsData))
            result[NameOf(parameter)] = Json(Property(parameter).GetValue(layer), parameter);
        return result;
    }

    public override Module Make(Described arguments)
    {
        _spend?.Invoke(arguments);
        object?[] values = [.. _constructor.GetParameters().Select(parameter => IsData(parameter) ? Read(arguments, parameter) : Missing(parameter))];
        try
        {
            return (T)_constructor.Invoke(values);
        }
        catch (TargetInvocationException error) when (error.InnerException is LaminaException or ArgumentException)
        {
            throw arguments.Fault(error.InnerException.Message.TrimEnd('.'), error.InnerException);
        }
    }

    static string NameOf(ParameterInfo parameter) => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!);

    static Type Bare(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    static bool IsData(ParameterInfo parameter) => Bare(parameter) is { IsPrimitive: true } or { IsEnum: true }
        || Bare(parameter) == typeof(Size3) || Bare(parameter) == typeof(Padding3) || Bare(parameter) == typeof(Size2) || Bare(parameter) == typeof(Padding) || Bare(parameter) == typeof(Shape);

    static object? Missing(ParameterInfo parameter) => parameter.IsOptional
        ? null
        : throw new InvalidOperationException($"{typeof(T).Name} needs '{parameter.Name}', which no file holds.");

    // A shape of one sample is known as InputSpec, as in all layers that know it.
    static PropertyInfo Property(ParameterInfo parameter)
    {
        string name = Bare(parameter) == typeof(Shape) && parameter.Name == "inputShape" ? "InputSpec" : char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..];
        return typeof(T).GetProperty(name) ?? throw new InvalidOperationException($"{typeof(T).Name} has no property {name} for its argument '{parameter.Name}'.");
    }

    // A bool that has become a parameter or none: bias, affine.
    static JsonNode? Json(object? value, ParameterInfo parameter) => value switch
    {
        _ when Bare(parameter) == typeof(bool) && value is not bool => value is not null,
        null => null,
        bool truth => truth,
        int or long => Convert.ToInt64(value, null),
        double number => Numbers.Json(number),
        Enum choice => choice.ToString(),
        Size2 sizes => Numbers.Json(sizes),
        Padding padding => Numbers.Json(padding),
        Size3 sizes => Numbers.Json(sizes),
        Padding3 padding => Numbers.Json(padding),
        Shape shape => Numbers.Json(shape),
        TensorSpec spec => Numbers.Json(spec.Shape),
        _ => throw new InvalidOperationException($"{typeof(T).Name}: '{parameter.Name}' is a {value.GetType().Name}."),
    };

    static object? Read(Described a, ParameterInfo parameter)
    {
        string name = NameOf(parameter);
        Type type = Bare(parameter);
        bool isOptional = type != parameter.ParameterType;
        if (isOptional && !a.Has(name))
            return null;
        if (type == typeof(bool))
            return a.Bool(name);
        if (type == typeof(int))
            return a.Int(name);
        if (type == typeof(long))
            return a.Long(name);
        if (type == typeof(double))
            return a.Double(name);
        if (type == typeof(Size2))
            return a.Size2(name, 0);
        if (type == typeof(Padding))
            return a.Padding(name);
        if (type == typeof(Size3))
            return a.Size3(name, 0);
        if (type == typeof(Padding3))
            return a.Padding3(name);
        if (type == typeof(Shape))
            return a.OptionalShape(name) ?? throw a.Fault($"'{name}' is missing");
        string choice = a.Text(name);
        return type.IsEnum && Enum.GetNames(type).Contains(choice) ? Enum.Parse(type, choice) : throw a.Fault($"'{choice}' is none of {type.Name}");
    }
}
