using System.CommandLine;
using System.Text.Json;
using Lamina.Recipes;
using Spectre.Console;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina recipes</c>: lists what can be trained.</summary>
static class RecipesCommand
{
    public static Command Make()
    {
        Option<bool> json = Shared.Json();
        Command command = new("recipes", "List the recipes: model, data, and the number each must reach.") { json };
        Guarded.Do(command, (parsed, _) =>
        {
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize([.. RecipeBook.All.Select(RecipeSummary.Of)], RecipeJson.Default.RecipeSummaryArray));
                return 0;
            }

            Table table = new Table().AddColumns("recipe", "task", "data", "must reach", "about");
            foreach (Recipe recipe in RecipeBook.All)
                table.AddRow(recipe.Name, Markup.Escape(recipe.Task), Markup.Escape(recipe.Data), $"{recipe.Metric} {recipe.Show(recipe.Target)}", $"{recipe.Minutes:0.#} min");
            AnsiConsole.Write(table);
            return 0;
        });
        return command;
    }
}
