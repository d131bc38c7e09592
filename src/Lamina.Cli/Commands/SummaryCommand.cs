using System.CommandLine;
using System.Text.Json.Nodes;
using Lamina.NN;
using Lamina.Recipes;
using Lamina.Training;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina summary RECIPE</c>: the layers, their output shapes and parameters.</summary>
static class SummaryCommand
{
    public static Command Make()
    {
        Argument<string> recipe = new("recipe") { Description = "The recipe's name." };
        Option<bool> json = Shared.Json();
        Command command = new("summary", "Show a recipe's network: layers, shapes, parameters.") { recipe, json };
        Guarded.Do(command, (parsed, _) =>
        {
            Recipe chosen = RecipeBook.Get(parsed.GetValue(recipe)!);
            Module<Tensor, Tensor> module = chosen.BuildModule();
            if (parsed.GetValue(json))
            {
                JsonObject parameters = [];
                foreach ((string key, Parameter parameter) in module.NamedParameters())
                    parameters[key] = new JsonArray([.. parameter.Value.Shape.ToArray().Select(size => JsonValue.Create(size))]);
                Console.WriteLine(new JsonObject { ["recipe"] = chosen.Name, ["parameters"] = module.ParameterCount, ["shapes"] = parameters }.ToJsonString());
                return 0;
            }

            Console.WriteLine(module.Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true)).Summary([1, .. chosen.InputShape]));
            return 0;
        });
        return command;
    }
}
