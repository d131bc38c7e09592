using Lamina.Data;
using Lamina.NN;
using Lamina.Recipes.Text;
using Lamina.Training;

namespace Lamina.Recipes.Tests.Text;

/// <summary>How reviews become parts and batches.</summary>
[Collection(nameof(Alone))]
public sealed class ImdbLstmTests
{
    [Fact]
    public void The_last_reviews_of_each_class_validate_and_no_film_of_theirs_is_learnt_from()
    {
        (SentencePart train, SentencePart validation, SentencePart test) = Parts();
        const int Held = SmallReviews.TrainCount / 10;
        Assert.Equal((2 * (SmallReviews.TrainCount - Held), 2 * Held, 2 * SmallReviews.TestCount), (train.Texts.Count, validation.Texts.Count, test.Texts.Count));
        foreach (SentencePart part in (SentencePart[])[train, validation, test])
            Assert.Equal(part.Texts.Count / 2, part.Texts.Count(text => text.Label == 1));

        // Films 0 to 7 have five reviews each; the last four of each class are of film 7.
        Assert.Contains("trainfilm6", train.Tokenizer.Words);
        Assert.All(validation.Texts, text => Assert.Equal("trainfilm7", train.Tokenizer.Words[text.Ids[0] - 2]));
    }

    [Fact]
    public void The_vocabulary_is_that_of_the_training_part_and_line_breaks_are_no_words()
    {
        (SentencePart train, _, SentencePart test) = Parts();
        Assert.DoesNotContain(train.Tokenizer.Words, word => word.StartsWith("testfilm", StringComparison.Ordinal) || word is "br" or "<");
        Assert.All(test.Texts, text => Assert.Equal(Data.Text.WordTokenizer.UnknownId, text.Ids[0]));
        Assert.Equal(["a", "bad", "film", "."], test.Texts[0].Ids.Skip(2).Select(id => train.Tokenizer.Words[id - 2]));
    }

    [Fact]
    public void Batches_have_few_lengths_and_are_filled_up_on_the_right()
    {
        (SentencePart train, _, _) = Parts();
        Batch batch = train.Read([0, 6]);
        Assert.Equal([2, 50], batch.Input.Shape);
        long[] second = batch.Input.Select(0, 1).ToArray<long>();
        Assert.Equal(train.Texts[6].Ids.Select(id => (long)id), second.TakeWhile(id => id != 0));
        Assert.All(second.Skip(train.Texts[6].Ids.Count), id => Assert.Equal(0, id));
        Assert.Equal([0L, 0], batch.Target.ToArray<long>());
    }

    // A step that asks for the lengths of texts is recorded all the same, once for each length of a batch.
    [Fact]
    public void Steps_are_replayed()
    {
        (SentencePart train, _, _) = Parts();
        Tensor.Seed(1);
        Model model = new ImdbLstm().BuildModel(new RecipeSettings { LearningRate = 2e-3 });
        History history = model.Fit(train.Shuffled(8, 1), 2, verbose: Verbosity.Silent);
        Assert.Null(history.EagerBecause);
        Assert.Empty(history.Changes);
        Assert.True(history.Epochs[1].Metrics["loss"] < history.Epochs[0].Metrics["loss"]);
    }

    static (SentencePart Train, SentencePart Validation, SentencePart Test) Parts()
    {
        using TemporaryFolder place = new();
        SmallReviews.Write(place.Path, other: false);
        ImdbLstm recipe = new();
        RecipeData data = recipe.OpenParts(new RecipeRun(RunFolder.Create(place.At("run"), recipe, recipe.Defaults), recipe.Defaults, place.Path, Verbose: false, CancellationToken.None));
        return ((SentencePart)data.Train, (SentencePart)data.Validation, (SentencePart)data.Test());
    }
}
