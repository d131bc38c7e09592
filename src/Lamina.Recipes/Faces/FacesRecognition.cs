using System.Diagnostics;
using System.Globalization;
using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Models.Faces;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes.Faces;

/// <summary>
/// A committee of networks of faces, each trained on thirty people, and of histograms of orientations, is asked about ten other people: whether two pictures show the same person. The threshold
/// comes from three further committees, each trained on twenty of the thirty and asked about the other ten; these are also what settings are chosen by. With <see cref="RecipeSettings.Limit"/>, so many
/// pictures are trained on, and the three left out: a quick look.
/// </summary>
public sealed class FacesRecognition : Recipe
{
    const int Height = 56, Width = 46, Features = 128, PicturesEach = 10, TrainingPeople = 30, Folds = 3, PeopleOfFold = TrainingPeople / Folds;
    const double LeastGain = 0.05, LeastIdentification = 0.965;

    // What the networks look at: three at the whole face, one at it without the chin, one without the forehead.
    static readonly (int FirstRow, int Rows)[] Parts = [(0, Height), (0, 40), (16, 40), (0, Height), (0, Height)];

    // The cells of the histograms.
    static readonly (int Cell, bool Signed)[] Cells = [(7, false), (7, true), (14, false), (14, true)];

    // The linear layers of the members are fitted to each picture as it is and moved three times.
    const int Looks = 4;

    // Which five pictures of a person are known, for every seed of a run.
    const long KnownSeed = 5;

    /// <inheritdoc/>
    public override string Name => "faces-recognition";

    /// <inheritdoc/>
    public override string Task => "tell whether two pictures show the same person";

    /// <inheritdoc/>
    public override string Data => "orl-faces (30 people to learn from, 10 others to verify)";

    /// <inheritdoc/>
    public override string Metric => "equal error rate";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public override double Target => 0.08;

    /// <inheritdoc/>
    public override string Source => "a target of this project, with 5 points less than the cosine of pixels and 96.5 % of pictures given to the right one of ten people";

    /// <inheritdoc/>
    public override double Minutes => 5;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 20, BatchSize = 32, LearningRate = 2e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 2, Limit = 200, BatchSize = 24 }, Margin: 0.04);

    /// <inheritdoc/>
    public override Shape InputShape => [1, Height, Width];

    /// <inheritdoc/>
    public override FaceCommittee BuildModule() => Committee([.. Parts.Select(Convolutions)]);

    /// <summary>One network with the layers that it is trained with.</summary>
    /// <param name="settings">The settings.</param>
    public override Model BuildModel(RecipeSettings settings) => Compiled(Convolutions(Parts[0]), settings);

    /// <inheritdoc/>
    public override RecipeResult Train(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        PictureDataset faces = Open(run);
        long start = Stopwatch.GetTimestamp();

        // The folds are all there is to compare settings by.
        bool isQuick = run.Settings.Limit > 0 && run.MeasuresTest;
        List<(double Similarity, bool IsSame)> judged = [];
        List<RecipeScore> folds = [];
        for (int fold = 0; fold < Folds && !isQuick; fold++)
        {
            int[] people = [.. Enumerable.Range(0, TrainingPeople)];
            FaceCommittee network = Fitted(run, faces, [.. people.Where(person => person / PeopleOfFold != fold)], callbacks: []);
            FaceScores scores = Scores(network, faces, [.. people.Where(person => person / PeopleOfFold == fold)], out double pixels);
            judged.AddRange(scores.Pairs());
            folds.Add(Score(scores, pixels));
            if (run.Verbose)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"people {fold + 1} of {Folds}: equal error rate {100 * folds[^1].Value:0.00} %"));
        }

        // Classes of the head without a picture do no harm.
        int known = isQuick ? (int)Math.Clamp(run.Settings.Limit / PicturesEach, 2, TrainingPeople) : TrainingPeople;
        FaceCommittee whole = Fitted(run, faces, [.. Enumerable.Range(0, known)], [new CsvLog(run.Folder.Metrics), new JsonLog(run.Folder.MetricLines), new WarningLog(run.Folder.Warnings)]);
        run.Folder.SaveWeights(whole);
        double threshold = isQuick ? FaceScores.Threshold([.. Scores(whole, faces, [.. Enumerable.Range(0, known)], out _).Pairs()]) : FaceScores.Threshold(judged);
        new FaceVerification(whole, threshold).Save(run.Folder.Path);
        RecipeScore score = run.MeasuresTest ? TestScore(whole, faces, threshold) : Mean(folds);
        if (folds.Count > 0)
        {
            score = score with
            {
                Details = new Dictionary<string, double>(score.Details!, StringComparer.Ordinal)
                {
                    ["validationEqualErrorRate"] = folds.Average(fold => fold.Value),
                    ["validationIdentification"] = folds.Average(fold => fold.Details!["identification"]),
                },
            };
        }

        long pictures = (isQuick ? 0 : Folds * (long)TrainingPeople * 2 / 3) + known;
        RecipeResult result = ResultOf(run, whole.ParameterCount, score, Stopwatch.GetElapsedTime(start).TotalSeconds, pictures * PicturesEach * run.Settings.Epochs * Parts.Length);
        run.Folder.WriteResult(result);
        return result;
    }

    /// <inheritdoc/>
    public override RecipeResult Evaluate(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        FaceCommittee network = BuildModule();
        run.Folder.LoadBestWeights(network);
        network.Eval();
        double threshold = Pipeline.Load<FaceVerification>(run.Folder.Path).Threshold;
        return ResultOf(run, network.ParameterCount, TestScore(network, Open(run), threshold), 0, 0);
    }

    static FaceConvolutions Convolutions((int FirstRow, int Rows) part) => new(Height, Width, firstRow: part.FirstRow, rows: part.Rows);

    static FaceCommittee Committee(IEnumerable<FaceConvolutions> networks) =>
        new([.. networks.Select(network => new FaceMember(network)), .. Cells.Select(form => new FaceMember(new OrientationHistograms(Height, Width, form.Cell, form.Signed)))]);

    static Model Compiled(FaceConvolutions network, RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Sequential trained = new(new FaceEmbedding(network, Features, dropout: 0.5), new CosineLinear(Features, 2 * TrainingPeople));
        return trained.Compile(new AdamW(settings.LearningRate, weightDecay: 0.05), Loss.ArcFace(margin: 0.3, scale: 16));
    }

    static PictureDataset Open(RecipeRun run) => PictureDataset.From(OrlFaces.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation));

    static PictureDataset Of(PictureDataset faces, int[] people) =>
        faces.Select([.. people.SelectMany(person => Enumerable.Range(person * PicturesEach, PicturesEach)).Select(picture => (long)picture)]);

    // The metrics that are logged are those of the first network.
    static FaceCommittee Fitted(RecipeRun run, PictureDataset faces, int[] people, IReadOnlyList<Callback> callbacks)
    {
        FaceCommittee committee = Committee([.. Parts.Select((part, i) => Fitted(run, faces, people, part, (Parts.Length * run.Settings.Seed) + i, i == 0 ? callbacks : []))]);
        Batch[] looks = [.. Enumerable.Range(0, Looks).Select(look => All(Of(faces, people), run.Settings.Seed, look == 0 ? [] : [Moved(8, 0.05, 0.12)], look))];
        Tensor pictures = Tensor.Concatenate([.. looks.Select(look => look.Input)], 0), labels = Tensor.Concatenate([.. looks.Select(look => look.Target)], 0);
        foreach (FaceMember member in committee.Members)
            member.Fit(pictures, labels);
        committee.Eval();
        return committee;
    }

    // Labels are places in the list of people: the head knows no others, but for those in the mirror.
    static FaceConvolutions Fitted(RecipeRun run, PictureDataset faces, int[] people, (int FirstRow, int Rows) part, long seed, IReadOnlyList<Callback> callbacks)
    {
        RecipeSettings settings = run.Settings;
        Tensor.Seed(seed);
        FaceConvolutions network = Convolutions(part);
        PictureSample Renamed(PictureSample sample) => sample with { Label = Array.IndexOf(people, sample.Label!.Value) };
        IDataset train = new PictureDataset(Of(faces, people).Map(Renamed)).Augment(
            seed,
            new MirroredPerson(TrainingPeople),
            Moved(3, 0.02, 0.035),
            new ColorJitter(brightness: 0.2, contrast: 0.3),
            new Resize((Height, Width))).ToTensors();
        long steps = settings.Epochs * ((train.Count + settings.BatchSize - 1) / settings.BatchSize);
        Compiled(network, settings).Fit(
            train,
            settings.Epochs,
            settings.BatchSize,
            seed: seed,
            verbose: run.Verbose && callbacks.Count > 0 ? Verbosity.Auto : Verbosity.Silent,
            callbacks: [LearningRateSchedule.ByStep(Schedule.Cosine(settings.LearningRate, 0.95 * steps).WarmUp(0.05 * steps, from: 0.05)), .. callbacks],
            cancellationToken: run.Cancellation);
        run.Cancellation.ThrowIfCancellationRequested();
        return network;
    }

    static RandomAffine Moved(double degrees, double part, double scale) =>
        new(degrees, translate: (part, part), scale: (1 - scale, 1 + scale), mode: InterpolationMode.Linear, fill: 100);

    static Batch All(PictureDataset faces, long seed = 0, IReadOnlyList<IPictureTransform>? moves = null, long look = 0) =>
        faces.Augment(seed, [.. moves ?? [], new Resize((Height, Width))]).ToTensors().At(look).Read([.. Enumerable.Range(0, (int)faces.Count).Select(i => (long)i)]);

    // And the equal error rate of the cosine of pixels on the same pairs.
    static FaceScores Scores(FaceCommittee network, PictureDataset faces, int[] people, out double pixels)
    {
        Batch all = All(Of(faces, people));
        long[] labels = all.Target.ToArray<long>();
        pixels = FaceScores.EqualErrorRate([.. new FaceScores(all.Input.Flatten(1).Normalize(axis: -1), labels).Pairs()]);
        using GradientScope off = Gradients.Off();
        return new FaceScores(network.Embed(all.Input), labels);
    }

    static RecipeScore Score(FaceScores scores, double pixels)
    {
        double rate = FaceScores.EqualErrorRate([.. scores.Pairs()]), identification = scores.Identification(KnownSeed);
        return new RecipeScore(rate, pixels)
        {
            Details = new Dictionary<string, double>(StringComparer.Ordinal) { ["identification"] = identification },
            MeetsRest = pixels - rate >= LeastGain && identification >= LeastIdentification,
        };
    }

    static RecipeScore TestScore(FaceCommittee network, PictureDataset faces, double threshold)
    {
        FaceScores scores = Scores(network, faces, [.. Enumerable.Range(TrainingPeople, (int)(faces.Count / PicturesEach) - TrainingPeople)], out double pixels);
        (double Similarity, bool IsSame)[] pairs = [.. scores.Pairs()];
        RecipeScore score = Score(scores, pixels);
        return score with
        {
            Details = new Dictionary<string, double>(score.Details!, StringComparer.Ordinal)
            {
                ["threshold"] = threshold,
                ["accuracyAtThreshold"] = pairs.Average(pair => pair.Similarity >= threshold == pair.IsSame ? 1.0 : 0),
            },
        };
    }

    static RecipeScore Mean(List<RecipeScore> folds)
    {
        double rate = folds.Average(fold => fold.Value), pixels = folds.Average(fold => fold.Baseline), identification = folds.Average(fold => fold.Details!["identification"]);
        return new RecipeScore(rate, pixels)
        {
            Details = new Dictionary<string, double>(StringComparer.Ordinal) { ["identification"] = identification },
            MeetsRest = pixels - rate >= LeastGain && identification >= LeastIdentification,
        };
    }
}
