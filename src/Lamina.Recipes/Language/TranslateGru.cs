using System.Globalization;
using Lamina.Data;
using Lamina.Data.Text;
using Lamina.Models.Translation;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes.Language;

/// <summary>
/// German descriptions of pictures in English, by gated recurrent units with attention over tokens of a byte-pair encoding of both languages together. All texts are taken in lower case.
/// The value is BLEU on the test part of 2016, by the tokenizer 13a, of translations in lower case.
/// </summary>
public sealed class TranslateGru : FitRecipe
{
    const int Tokens = 8000, Width = 256, Hidden = 320, QuickTest = 100;

    /// <inheritdoc/>
    public override string Name => "translate-gru";

    /// <inheritdoc/>
    public override string Task => "translate German descriptions of pictures into English";

    /// <inheritdoc/>
    public override string Data => Multi30k.Entry.Name;

    /// <inheritdoc/>
    public override string Metric => "BLEU";

    /// <inheritdoc/>
    public override double Target => 27;

    /// <inheritdoc/>
    public override string Source => "a target of this project; Elliott and others (2016) describe the data";

    /// <inheritdoc/>
    public override double Minutes => 60;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 12, BatchSize = 64, LearningRate = 2e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 1, Limit = 3000 }, Margin: 0.5);

    /// <inheritdoc/>
    public override Shape InputShape => [16];

    /// <inheritdoc/>
    public override string Show(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Examples(long batch)
    {
        Generator draws = new(1);
        return [Tensor.RandInt([batch, 16], 3, Tokens, generator: draws), Tensor.RandInt([batch, 12], 3, Tokens, generator: draws)];
    }

    /// <inheritdoc/>
    public override Module BuildModule() => new GruTranslator(Tokens, Tokens, Width, Hidden, dropout: 0.3);

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Loss loss = Loss.SparseCategoricalCrossEntropy(fromLogits: true, labelSmoothing: 0.1, ignoreIndex: Translation.Padding);
        Model model = new TeacherForcing((GruTranslator)BuildModule()).Compile(new AdamW(settings.LearningRate), [new OutputLoss("tokens", loss)]);
        model.ClipNorm = 1;
        return model;
    }

    /// <inheritdoc/>
    public override RecipeData OpenParts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (IDataset<SentencePair> train, IDataset<SentencePair> validation, IDataset<SentencePair> test) = Multi30k.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation);
        BytePairTokenizer tokenizer = Tokenizer(train);
        long limit = run.Settings.Limit > 0 ? Math.Min(run.Settings.Limit, train.Count) : train.Count;
        return new RecipeData(
            Pairs(train, tokenizer, limit),
            Pairs(validation, tokenizer, validation.Count),
            () => Pairs(test, tokenizer, test.Count));
    }

    /// <inheritdoc/>
    protected override DataLoader Loader(RecipeData data, RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        return new DataLoader(data.Train, settings.BatchSize, sampler: new BucketSampler(((TranslationPairs)data.Train).Lengths, settings.Seed));
    }

    /// <inheritdoc/>
    protected override string Monitor(Model model) => "val_loss";

    /// <inheritdoc/>
    protected override MetricDirection MonitorDirection => MetricDirection.Lower;

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(part);
        (IDataset<SentencePair> train, IDataset<SentencePair> validation, IDataset<SentencePair> test) = Multi30k.Load(run.Data, download: false);
        IDataset<SentencePair> sentences = run.MeasuresTest ? test : validation;

        // A short training is measured on a few.
        long count = run.Settings.Limit > 0 ? Math.Min(QuickTest, sentences.Count) : sentences.Count;
        Translation translator = Translator(model, Tokenizer(train));
        var translated = TextMetric.Bleu().NewState();
        var untranslated = TextMetric.Bleu().NewState();
        for (long i = 0; i < count; i++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            (string english, string german) = (Lower(sentences.Read(i).Source), Lower(sentences.Read(i).Target));
            translated.Update([translator.Translate(german)], [english]);
            untranslated.Update([german], [english]);
        }

        return new RecipeScore(translated.Value, untranslated.Value)
        {
            Details = new Dictionary<string, double> { ["sentences"] = count, ["validationLoss"] = model.Evaluate(data.Validation, EvaluationBatch, run.Cancellation).Loss },
        };
    }

    /// <inheritdoc/>
    protected override void Keep(RecipeRun run, Model model, RecipeData data)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        Translator(model, Tokenizer(Multi30k.Load(run.Data, download: false).Train)).Save(run.Folder.Path);
    }

    static Translation Translator(Model model, BytePairTokenizer tokenizer) =>
        new(model.Module.Modules().OfType<GruTranslator>().Single(), tokenizer) { LowerCase = true };

    static BytePairTokenizer Tokenizer(IDataset<SentencePair> train) =>
        BytePairTokenizer.Fit(Sentences(train, train.Count).SelectMany(pair => (string[])[Lower(pair.Source), Lower(pair.Target)]), Tokens, Translation.Specials);

    static TranslationPairs Pairs(IDataset<SentencePair> sentences, BytePairTokenizer tokenizer, long count)
    {
        return new TranslationPairs(Sentences(sentences, count).Select(pair => (Ids(pair.Target), Ids(pair.Source))), Translation.Begin, Translation.End, Multi30k.Entry.Title);

        int[] Ids(string text) => [.. tokenizer.Encode(Lower(text)).Select(token => token.Id)];
    }

    static IEnumerable<SentencePair> Sentences(IDataset<SentencePair> part, long count)
    {
        for (long i = 0; i < count; i++)
            yield return part.Read(i);
    }

    static string Lower(string text) => text.ToLowerInvariant();
}
