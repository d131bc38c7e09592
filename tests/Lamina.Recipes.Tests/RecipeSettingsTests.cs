namespace Lamina.Recipes.Tests;

public sealed class RecipeSettingsTests
{
    [Fact]
    public void Settings_are_changed_by_key_and_value()
    {
        RecipeSettings settings = new RecipeSettings().With("epochs=3").With("batchSize=64").With("learningRate=2e-3").With("seed=5000000000").With("limit=100");
        Assert.Equal(new RecipeSettings { Epochs = 3, BatchSize = 64, LearningRate = 2e-3, Seed = 5_000_000_000, Limit = 100 }, settings);
    }

    [Theory]
    [InlineData("epochs", "key=value")]
    [InlineData("speed=3", "no setting 'speed'")]
    [InlineData("epochs=many", "whole number")]
    [InlineData("epochs=5000000000", "2147483647 at most")]
    [InlineData("seed=1.5", "whole number")]
    [InlineData("learningRate=fast", "takes a number")]
    public void What_is_no_setting_is_refused_with_the_list(string pair, string part) =>
        Assert.Contains(part, Assert.Throws<RecipeException>(() => new RecipeSettings().With(pair)).Message, StringComparison.Ordinal);

    [Fact]
    public void Values_out_of_their_range_are_refused()
    {
        Assert.Throws<RecipeException>(() => new RecipeSettings { BatchSize = -1 }.Checked());
        Assert.Throws<RecipeException>(() => new RecipeSettings { Epochs = 0 }.Checked());
        Assert.Throws<RecipeException>(() => new RecipeSettings { LearningRate = double.NaN }.Checked());
        Assert.Throws<RecipeException>(() => new RecipeSettings { Limit = -5 }.Checked());
        Assert.Throws<RecipeException>(() => new RecipeSettings { Limit = 1 }.Checked());
        Assert.Equal(2, new RecipeSettings { Limit = 2 }.Checked().Limit);
    }

    [Fact]
    public void An_unknown_recipe_is_refused_with_the_list() =>
        Assert.Contains("digits-cnn", Assert.Throws<RecipeException>(() => RecipeBook.Get("digits-rnn")).Message, StringComparison.Ordinal);
}
