using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.NN;
using Lamina.Plots;
using Lamina.Recipes;
using Lamina.Training;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina summary RECIPE</c>: the layers, their output shapes and parameters.</summary>
static class SummaryCommand
{
    public static Command Make()
    {
        Argument<string> recipe = new("recipe") { Description = "The recipe's name." };
        Option<string?> graph = Shared.File("--graph", "Draw what goes where to this file: .svg, .png, or .dot for Graphviz.");
        Option<bool> json = Shared.Json();
        Command command = new("summary", "Show a recipe's network: layers, shapes, parameters, FLOPs, memory.") { recipe, graph, json };
        Guarded.Do(command, (parsed, _) =>
        {
            Recipe chosen = RecipeBook.Get(parsed.GetValue(recipe)!);
            Module module = chosen.BuildModule();
            ModelSummary Summary() => chosen.BuildModel(chosen.Defaults).Summary(chosen.Examples(1) is [var example] ? example : throw new RecipeException($"The network of '{chosen.Name}' takes several inputs, which the table does not show; --json lists its parameters."));
            if (parsed.GetValue(graph) is { } file)
                Draw(Summary().Graph!, chosen.Name, file);
            if (parsed.GetValue(json))
            {
                JsonObject parameters = [];
                foreach ((string key, Parameter parameter) in module.NamedParameters())
                    parameters[key] = new JsonArray([.. parameter.Value.Shape.ToArray().Select(size => JsonValue.Create(size))]);
                Console.WriteLine(new JsonObject { ["recipe"] = chosen.Name, ["parameters"] = module.ParameterCount, ["shapes"] = parameters }.ToJsonString());
                return 0;
            }

            Console.WriteLine(Summary());
            return 0;
        });
        return command;
    }

    static void Draw(LayerGraph graph, string title, string file)
    {
        if (Path.GetExtension(file).Equals(".dot", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllText(file, graph.ToDot());
            return;
        }

        new GraphDrawing([.. graph.Nodes.Select(node => (node.IsLayer && node.Path.Length > 0 ? $"{node.Path}: {node.Name}" : node.Name, node.Output.Shape.ToString()))], graph.Edges, title).Save(file);
    }
}
