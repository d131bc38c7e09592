using System.Reflection;
using Lamina.NN;
using Lamina.Training;
using Module = Lamina.NN.Module;

namespace Lamina.Coverage.Tests;

/// <summary>What the assemblies hold, found by reflection.</summary>
static class Inventory
{
    /// <summary>The layers of Lamina.NN, and what is put on a layer's weights.</summary>
    public static IReadOnlyList<Type> Layers { get; } = Concrete(typeof(Module).Assembly, typeof(Module), typeof(Parametrization));

    public static IReadOnlyList<Type> KerasLayers { get; } = Concrete(typeof(Keras.Dense).Assembly, typeof(Module));

    public static IReadOnlyList<Type> Optimizers { get; } = Concrete(typeof(Module).Assembly, typeof(Optimizer));

    /// <summary>The static functions that give a loss or its value, by name.</summary>
    public static IReadOnlyList<IGrouping<string, MethodInfo>> Losses { get; } =
    [
        .. Static(typeof(Loss)).Where(method => method.Name != nameof(Loss.From) && (method.ReturnType == typeof(Loss) || method.ReturnType == typeof(Tensor))).GroupBy(method => method.Name),
    ];

    public static IReadOnlyList<string> Schedules { get; } =
    [
        .. typeof(Schedule).GetMethods().Where(method => method.ReturnType == typeof(Schedule) && !method.IsSpecialName && !method.Name.StartsWith('<')).Select(method => method.Name).Distinct(), nameof(Plateau),
    ];

    /// <summary>The static properties and methods that give a metric.</summary>
    public static IReadOnlyList<MemberInfo> Metrics { get; } =
    [
        .. new[] { typeof(Metric), typeof(TextMetric) }.SelectMany(type => Static(type).Cast<MemberInfo>().Concat(type.GetProperties(BindingFlags.Public | BindingFlags.Static))),
        typeof(MeanAveragePrecision),
    ];

    /// <summary>All names, of whatever kind.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(
        [.. Layers.Concat(KerasLayers).Concat(Optimizers).Select(type => type.Name), .. Losses.Select(loss => loss.Key), .. Schedules, .. Metrics.Select(metric => metric.Name)]);

    static Type[] Concrete(Assembly assembly, params Type[] kinds) =>
        [.. assembly.GetExportedTypes().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && kinds.Any(type.IsSubclassOf))];

    static IEnumerable<MethodInfo> Static(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName);
}
