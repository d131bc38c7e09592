using System.Globalization;
using Lamina.Data;
using Lamina.Data.Text;
using Lamina.Models.Translation;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes.Language;

/// <summary>
/// German descriptions of pictures in English, by gated recurrent units with attention, over tokens of a byte-pair encoding of both languages together. All texts are taken in lower case.
/// The value is BLEU on the test part of 2016, by the tokenizer 13a. With <see cref="RecipeSettings.Limit"/> the shortest so many sentences are learnt from, and the shortest hundred of
/// a part are measured: a quick look.
/// </summary>
public sealed class TranslateGru : FitRecipe
{
    const int Tokens = 5000, Width = 256, Hidden = 256, QuickCount = 100;

    // Few have more, and those take most memory.
    const int Longest = 32;

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
    public override double Minutes => 35;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 12, BatchSize = 64, LearningRate = 2e-3 };

    /// <summary>Short sentences of few words. In so few steps it learns how descriptions of pictures sound and some first words, and not yet what most say.</summary>
    public override QuickForm Quick => new(Defaults with { Epochs = 2, BatchSize = 10, LearningRate = 4e-3, Limit = 1000 }, Margin: 0.4);

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
        SentencePair[] pairs = [.. GermanToEnglish(train)];
        BytePairTokenizer tokenizer = BytePairTokenizer.Fit(pairs.SelectMany(pair => (string[])[pair.Source, pair.Target]), Tokens, Translation.Specials);
        return new RecipeData(
            Part(pairs, run.Settings.Limit, Longest),
            Part(GermanToEnglish(validation), QuickCount, int.MaxValue),
            () => Part(GermanToEnglish(test), QuickCount, int.MaxValue));

        TranslationPairs Part(IEnumerable<SentencePair> part, long shortest, int longest) =>
            new(run.Settings.Limit > 0 ? Shortest(part, shortest) : part, tokenizer, Translation.Begin, Translation.End, longest, Multi30k.Entry.Title);
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
        ArgumentNullException.ThrowIfNull(data);
        IReadOnlyList<SentencePair> pairs = ((TranslationPairs)part).Pairs;
        Translation translator = Translator(model, data);
        var translated = TextMetric.Bleu().NewState();
        var untranslated = TextMetric.Bleu().NewState();
        foreach ((string german, string english) in pairs)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            translated.Update([translator.Translate(german)], [english]);
            untranslated.Update([german], [english]);
        }

        return new RecipeScore(translated.Value, untranslated.Value)
        {
            Details = new Dictionary<string, double> { ["sentences"] = pairs.Count, ["loss"] = model.Evaluate(part, EvaluationBatch, run.Cancellation).Loss },
        };
    }

    /// <inheritdoc/>
    protected override void Keep(RecipeRun run, Model model, RecipeData data)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        Translator(model, data).Save(run.Folder.Path);
    }

    static Translation Translator(Model model, RecipeData data) =>
        new(model.Module.Modules().OfType<GruTranslator>().Single(), (BytePairTokenizer)((TranslationPairs)data.Train).Tokenizer) { LowerCase = true };

    static IEnumerable<SentencePair> Shortest(IEnumerable<SentencePair> pairs, long count) => pairs.OrderBy(pair => pair.Source.Length).Take((int)Math.Min(count, int.MaxValue));

    static IEnumerable<SentencePair> GermanToEnglish(IDataset<SentencePair> part)
    {
        for (long i = 0; i < part.Count; i++)
        {
            (string english, string german) = part.Read(i);
            yield return new SentencePair(german.ToLowerInvariant(), english.ToLowerInvariant());
        }
    }
}
