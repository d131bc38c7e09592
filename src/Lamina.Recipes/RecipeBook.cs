using Lamina.Recipes.Control;
using Lamina.Recipes.Detection;
using Lamina.Recipes.Faces;
using Lamina.Recipes.Generation;
using Lamina.Recipes.Graphs;
using Lamina.Recipes.Language;
using Lamina.Recipes.Pictures;
using Lamina.Recipes.Series;
using Lamina.Recipes.Speech;
using Lamina.Recipes.Tables;
using Lamina.Recipes.Text;

namespace Lamina.Recipes;

/// <summary>All recipes, by name.</summary>
public static class RecipeBook
{
    /// <summary>Every recipe, in the order of the list.</summary>
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new DigitsCnn(),
        new MnistMlp(),
        new MnistCnn(),
        new MnistLeNet(),
        new FashionCnn(),
        new MnistCnnBest(),
        new Cifar10ResNet20(),
        new MnistVae(),
        new MnistDcgan(),
        new CaliforniaMlp(),
        new DiagnosisMlp(),
        new AirlineLstm(),
        new SunspotsGru(),
        new CartPoleDqn(),
        new ShakespeareGpt(),
        new PolarityTextCnn(),
        new ImdbLstm(),
        new CoraGcn(),
        new DigitsCtc(),
        new FacesRecognition(),
        new CellsDetection(),
        new TranslateGru(),
    ];

    /// <summary>The recipe of a name.</summary>
    /// <exception cref="RecipeException">There is none.</exception>
    public static Recipe Get(string name) =>
        All.FirstOrDefault(recipe => recipe.Name == name) ??
        throw new RecipeException($"There is no recipe '{name}'. The recipes are {string.Join(", ", All.Select(recipe => recipe.Name))}.");
}
