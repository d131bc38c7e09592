using Lamina.NN;
using Spectre.Console;

namespace Lamina.Cli;

/// <summary>A network's parameters as a table.</summary>
static class NetworkTable
{
    public static Table Of(Module<Tensor, Tensor> module)
    {
        Table table = new Table().AddColumns("parameter", "shape", "numbers");
        foreach ((string key, Parameter parameter) in module.NamedParameters())
            table.AddRow(key, Markup.Escape(parameter.Value.Shape.ToString()), parameter.Value.Count.ToString("N0"));
        table.AddRow("all", "", module.ParameterCount.ToString("N0"));
        return table;
    }
}
