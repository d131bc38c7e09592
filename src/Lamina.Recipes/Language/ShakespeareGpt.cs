using System.Globalization;
using Lamina.Data;
using Lamina.Data.Text;
using Lamina.Models.Language;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes.Language;

/// <summary>
/// A small language model on plays of Shakespeare, character by character: four blocks of attention over 64 characters. An epoch is a number of windows at drawn places. The last tenth of
/// the text is the test part, as in nanoGPT, which calls it validation; the first twentieth chooses the epoch, since what stands right before the test part belongs to the same play.
/// </summary>
public sealed class ShakespeareGpt : FitRecipe
{
    /// <summary>The characters of the text, in the order of their code points.</summary>
    public const string Characters = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    const int Context = 64, Blocks = 4, Width = 128, Heads = 4, Windows = 2400;
    const double ValidationShare = 0.05;

    /// <inheritdoc/>
    public override string Name => "shakespeare-gpt";

    /// <inheritdoc/>
    public override string Task => "write on like Shakespeare, by characters";

    /// <inheritdoc/>
    public override string Data => TinyShakespeare.Entry.Name;

    /// <inheritdoc/>
    public override string Metric => "loss";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public override double Target => 1.88;

    /// <inheritdoc/>
    public override string Source => "nanoGPT's read-me, its setting for a processor: validation loss 1.88 after 2,000 steps (Karpathy, 2022)";

    /// <inheritdoc/>
    public override double Minutes => 2;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 10, BatchSize = 12, LearningRate = 3e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 1, Limit = 1200 }, Margin: 0.4);

    /// <inheritdoc/>
    public override Shape InputShape => [Context];

    /// <inheritdoc/>
    public override string Show(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Examples(long batch) => [Tensor.RandInt([batch, Context], 0, Characters.Length, generator: new Generator(1))];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new Gpt(Characters.Length, Context, Blocks, Width, Heads);

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Model model = BuildModule().Compile(new AdamW(settings.LearningRate, beta2: 0.99, weightDecay: 0.1), Loss.SparseCategoricalCrossEntropy(fromLogits: true));
        model.ClipNorm = 1;
        return model;
    }

    /// <inheritdoc/>
    public override RecipeData OpenParts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (string rest, string test) = TinyShakespeare.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation);
        int cut = (int)(rest.Length * ValidationShare);
        long windows = run.Settings.Limit > 0 ? Math.Min(run.Settings.Limit, Windows) : Windows;
        return new RecipeData(
            TokenWindows.Drawn(Ids(rest[cut..]), Context, windows, run.Settings.Seed, TinyShakespeare.Entry.Title),
            new TokenWindows(Ids(rest[..cut]), Context, name: TinyShakespeare.Entry.Title),
            () => new TokenWindows(Ids(test), Context, name: TinyShakespeare.Entry.Title));
    }

    /// <inheritdoc/>
    protected override string Monitor(Model model) => "val_loss";

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        double loss = model.Evaluate(part, EvaluationBatch, run.Cancellation).Loss;

        // Every character of the training part once, whatever was drawn of it.
        string rest = TinyShakespeare.Load(run.Data, download: false).Train;
        TokenWindows train = new(Ids(rest[(int)(rest.Length * ValidationShare)..]), Context);
        return new RecipeScore(loss, Baselines.Unigram(train, part, Characters.Length))
        {
            Details = new Dictionary<string, double>
            {
                ["bitsPerCharacter"] = loss / Math.Log(2),
                ["perplexity"] = Math.Exp(loss),

                // What the character before alone is worth.
                ["bigramLoss"] = Baselines.Bigram(train, part, Characters.Length),
            },
        };
    }

    /// <inheritdoc/>
    protected override void Keep(RecipeRun run, Model model, RecipeData data)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        new TextGeneration((Gpt)model.Module, Tokenizer()).Save(run.Folder.Path);
    }

    static CharacterTokenizer Tokenizer() => new([.. Characters.Select(character => character.ToString())]);

    static IEnumerable<int> Ids(string text) => Tokenizer().Encode(text).Select(token => token.Id);
}
