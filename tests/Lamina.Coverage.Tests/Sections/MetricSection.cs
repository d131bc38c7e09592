using System.Reflection;
using Lamina.Coverage.Tests.Names;
using Lamina.TestKit.Goldens;
using Lamina.Training;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>The metrics.</summary>
static class MetricSection
{
    const string Keras = "keras.metrics";

    public static IEnumerable<string> Lines
    {
        get
        {
            Table table = new("metric", "Keras", "takes", "golden", "saved");
            HashSet<string> outputs = [.. Golden.All("metrics").SelectMany(golden => golden.Under("output.").Select(output => output.Key))], keras = [];
            foreach (MemberInfo member in Inventory.Metrics)
            {
                string? theirs = ReferenceNames.Find(member.Name, "", Keras);
                keras.Add(theirs ?? "");
                (string takes, string name, string saved) = Make(member) switch
                {
                    Metric metric => ("numbers", metric.Name, Table.YesNo(MetricForms.Write(metric) is not null)),
                    TextMetric metric => ("text", metric.Name, Table.None),
                    _ => ("boxes", "", Table.None),
                };
                table.Add(member.Name, theirs ?? Table.None, takes, Table.YesNo(outputs.Any(output => output == name || output.StartsWith(name + ".", StringComparison.Ordinal) || output.StartsWith(name + "_", StringComparison.Ordinal))), saved);
            }

            return
            [
                "## Metrics", "", $"{table.Count} metrics; PyTorch has none. Those without a golden file are held by plain loops or by published values in the tests.", "",
                .. table.Lines, .. ReferenceNames.Rest(Keras, keras),
            ];
        }
    }

    static object Make(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetValue(null)!,
        MethodInfo method => method.Invoke(null, [.. method.GetParameters().Select(Argument)])!,
        _ => member,
    };

    static object? Argument(ParameterInfo parameter) => parameter.HasDefaultValue ? parameter.DefaultValue
        : parameter.ParameterType == typeof(double) ? 2.0
        : parameter.ParameterType == typeof(int) ? 2
        : Classes.Multilabel(3);
}
