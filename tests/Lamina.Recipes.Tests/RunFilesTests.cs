using Lamina.Formats;
using Lamina.NN;

namespace Lamina.Recipes.Tests;

[Collection(nameof(Alone))]
public sealed class RunFilesTests
{
    [Fact]
    public void The_gradients_of_the_last_step_are_kept_under_the_keys_of_their_parameters()
    {
        using TemporaryFolder place = new();
        Recipe recipe = RecipeBook.Get("digits-cnn");
        RecipeSettings settings = recipe.Defaults with { Epochs = 2, Limit = 300 };
        RunFolder folder = RunFolder.Create(place.At("run"), recipe, settings);
        recipe.Train(new RecipeRun(folder, settings, null, Verbose: false, CancellationToken.None));
        IReadOnlyDictionary<string, Tensor> gradients = Safetensors.Load(folder.LastGradients).Tensors;
        Assert.Equal(recipe.BuildModule().NamedParameters().Select(entry => (entry.Name, entry.Parameter.Shape)), gradients.Select(pair => (pair.Key, pair.Value.Shape)));
        Assert.All(gradients.Values, gradient => Assert.InRange(gradient.Abs().Max().ToDouble(), 1e-9, 1e3));
        Assert.True(folder.Remove());
    }
}
