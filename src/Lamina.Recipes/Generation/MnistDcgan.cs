using System.Diagnostics;
using System.Globalization;
using Lamina.Data;
using Lamina.Models.Generative;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Recipes.Pictures;
using Lamina.Training;

namespace Lamina.Recipes.Generation;

/// <summary>
/// An adversarial network that draws the digit it is asked for. The value is the part of its drawings in which a network that was trained apart reads that digit; besides, the drawings
/// must be as manifold as real digits, near to them as a whole, and no copies of training pictures.
/// </summary>
/// <remarks>What is measured in features is measured in the 128 of the network that reads. A run with a limit is a quick look: its measures are of fewer drawings.</remarks>
public sealed class MnistDcgan : Recipe
{
    const int Noise = 64, JudgeEpochs = 4, Neighbours = 3, Drawings = 5000, QuickDrawings = 500, Watched = 1000;
    const double FallStart = 0.5, ValidationShare = 1.0 / 12, MostDistance = 0.1, LeastRecall = 0.4, LeastSpread = 0.75;

    // The same parts, and so the same reader of digits, for every seed of a run.
    const long PartsSeed = 1;

    // The same drawings for every look at a network, and others when it is measured.
    const long WatchSeed = 1, DrawSeed = 2;

    /// <inheritdoc/>
    public override string Name => "mnist-dcgan";

    /// <inheritdoc/>
    public override string Task => "draw the handwritten digit that is asked for";

    /// <inheritdoc/>
    public override string Data => "mnist";

    /// <inheritdoc/>
    public override string Metric => "drawings read as asked";

    /// <inheritdoc/>
    public override double Target => 0.97;

    /// <inheritdoc/>
    public override string Source =>
        "a target of this project, with a Fréchet distance of at most a tenth of that of the ten mean digits, recall of at least 0.4, spread of at least 0.75 of the real, and no nearer to training pictures than the test set";

    /// <inheritdoc/>
    public override double Minutes => 15;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 12, BatchSize = 64, LearningRate = 5e-4 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 4, Limit = 2400, BatchSize = 12, LearningRate = 1.5e-3 }, Margin: 0.2);

    /// <inheritdoc/>
    public override Shape InputShape => [Noise];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames { get; } = [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Examples(long batch)
    {
        Generator draws = new(1);
        return [Tensor.Randn([batch, Noise], generator: draws), Tensor.RandInt([batch], 0, ClassNames.Count, generator: draws)];
    }

    /// <summary>The generator.</summary>
    public override ConditionalGenerator BuildModule() => new(ClassNames.Count, Noise);

    /// <inheritdoc/>
    public override RecipeResult Train(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RecipeSettings settings = run.Settings;
        (ArrayDataset train, ArrayDataset validation, Func<ArrayDataset> test) = Parts(run);
        DigitJudge judge = DigitJudge.Of(run, train, JudgeEpochs);
        Tensor.Seed(settings.Seed);
        ConditionalGenerator generator = BuildModule();
        AdversarialTraining training = new(
            generator, new ProjectionDiscriminator(ClassNames.Count), Noise, Adam(settings.LearningRate), Adam(2 * settings.LearningRate));
        DataLoader batches = new(train, settings.BatchSize, shuffle: true, settings.Seed, dropLast: true);
        Tensor real = judge.Read(validation.ReadAll().Input).Features;
        double seconds = 0;
        using (LoopLog log = new(run.Folder, "loss", "generator_loss", "val_accuracy", "val_distance"))
        {
            for (int epoch = 1; epoch <= settings.Epochs; epoch++)
            {
                long start = Stopwatch.GetTimestamp();
                (double judged, double made) = Epoch(training, batches, settings, run.Cancellation);
                double took = Stopwatch.GetElapsedTime(start).TotalSeconds;
                seconds += took;
                (double accuracy, double distance) = Watch(generator, judge, real);
                log.Add(epoch, training.GeneratorOptimizer.LearningRate, took, judged, made, accuracy, distance);
                if (run.Verbose)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}/{settings.Epochs}  loss {judged:0.000}  generator_loss {made:0.000}  val_accuracy {100 * accuracy:0.0} %  val_distance {distance:0.0}  {took:0.0} s"));
            }
        }

        generator.Eval();
        run.Folder.SaveWeights(generator);
        new PictureGeneration(generator, ClassNames).Save(run.Folder.Path);
        RecipeResult result = ResultOf(run, generator.ParameterCount, Score(run, generator, judge, train, run.MeasuresTest ? test() : validation), seconds, training.Steps * settings.BatchSize);
        run.Folder.WriteResult(result);
        return result;
    }

    /// <summary>Measures the run's generator anew. The network that reads is the run's own; of a run that has none it is trained again.</summary>
    public override RecipeResult Evaluate(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (ArrayDataset train, ArrayDataset validation, Func<ArrayDataset> test) = Parts(run);
        DigitJudge judge = DigitJudge.Of(run, train, JudgeEpochs);
        ConditionalGenerator generator = BuildModule();
        run.Folder.LoadBestWeights(generator);
        generator.Eval();
        return ResultOf(run, generator.ParameterCount, Score(run, generator, judge, train, run.MeasuresTest ? test() : validation), 0, 0);
    }

    static Adam Adam(double rate) => new(rate, beta1: 0, beta2: 0.9);

    static (ArrayDataset Train, ArrayDataset Validation, Func<ArrayDataset> Test) Parts(RecipeRun run)
    {
        (ArrayDataset all, Func<ArrayDataset> test) = PictureData.Of(Mnist.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation));
        (ArrayDataset train, ArrayDataset validation) = (run.Settings.Limit > 0 ? all.Take(run.Settings.Limit) : all).Split(ValidationShare, PartsSeed);
        return (train, validation, test);
    }

    // The rates stay for the first half and then fall in a straight line to 0. The mean losses.
    static (double Judged, double Made) Epoch(AdversarialTraining training, DataLoader batches, RecipeSettings settings, CancellationToken cancellation)
    {
        double judged = 0, made = 0, total = (double)settings.Epochs * batches.Count;
        foreach (Batch batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            double share = Math.Min(1, (1 - (training.Steps / total)) / (1 - FallStart));
            (training.GeneratorOptimizer.LearningRate, training.DiscriminatorOptimizer.LearningRate) = (settings.LearningRate * share, 2 * settings.LearningRate * share);
            (Tensor loss, Tensor generatorLoss) = training.Advance((2 * batch.Input) - 1, batch.Target);
            (judged, made) = (judged + loss.ToDouble(), made + generatorLoss.ToDouble());
        }

        return (judged / batches.Count, made / batches.Count);
    }

    // How much is read as asked, and the Fréchet distance to the features of the validation part.
    static (double Accuracy, double Distance) Watch(ConditionalGenerator generator, DigitJudge judge, Tensor real)
    {
        generator.Eval();
        (Tensor features, long[] read) = judge.Read(Drawn(generator, Watched, WatchSeed));
        generator.Train();
        return (AsAsked(read, generator.Classes), Distance(real, features));
    }

    RecipeScore Score(RecipeRun run, ConditionalGenerator generator, DigitJudge judge, ArrayDataset train, ArrayDataset part)
    {
        int count = (int)Math.Min(run.Settings.Limit > 0 ? QuickDrawings : Drawings, part.Count);
        Batch real = part.ReadAll(), known = train.ReadAll();
        using GradientScope off = Gradients.Off();
        long[] labels = real.Target.ToArray<long>(), asked = [.. Enumerable.Range(0, count).Select(i => (long)(i % ClassNames.Count))];

        // As many real ones, from all over the part: those at its beginning and at its end are not alike.
        Tensor places = Tensor.From<long>([.. Enumerable.Range(0, count).Select(i => i * part.Count / count)], [count]);
        Tensor drawings = Drawn(generator, count, DrawSeed), some = real.Input.IndexSelect(0, places), knownPixels = known.Input.Flatten(1);
        (Tensor features, long[] read) = judge.Read(drawings);
        (Tensor realFeatures, long[] realRead) = judge.Read(real.Input);
        Tensor means = ClassMeans(known);
        double distance = Distance(realFeatures, features), distanceOfMeans = Distance(realFeatures, judge.Read(Tensor.Concatenate([.. Enumerable.Repeat(means, 10)], 0)).Features);
        double recall = SampleMeasures.Recall(realFeatures.IndexSelect(0, places), features, Neighbours);
        double spread = SampleMeasures.Spread(features, asked) / SampleMeasures.Spread(realFeatures, labels);
        double nearest = SampleMeasures.Nearest(drawings.Flatten(1), knownPixels), nearestReal = SampleMeasures.Nearest(some.Flatten(1), knownPixels);
        return new RecipeScore(AsAsked(read, ClassNames.Count), 1.0 / ClassNames.Count)
        {
            Details = new Dictionary<string, double>
            {
                ["frechetDistance"] = distance,
                ["frechetDistanceOfMeans"] = distanceOfMeans,
                ["recall"] = recall,
                ["spread"] = spread,
                ["nearest"] = nearest,
                ["nearestOfReal"] = nearestReal,
                ["judgeAccuracy"] = realRead.Zip(labels, (answer, label) => answer == label ? 1.0 : 0).Average(),
            },
            MeetsRest = distance <= MostDistance * distanceOfMeans && recall >= LeastRecall && spread >= LeastSpread && nearest >= nearestReal,
        };
    }

    // From 0 to 1, the classes in turn.
    static Tensor Drawn(ConditionalGenerator generator, int count, long seed)
    {
        using GradientScope off = Gradients.Off();
        return generator.Sample(count, new Generator(seed));
    }

    static double AsAsked(long[] read, int classes) => read.Index().Average(each => each.Item == each.Index % classes ? 1.0 : 0);

    static double Distance(Tensor real, Tensor drawn)
    {
        MetricState<Tensor, Tensor> state = Training.Metric.FrechetDistance.NewState();
        state.Update(drawn, real);
        return state.Value;
    }

    // The mean picture of each class, [classes, 1, 28, 28].
    Tensor ClassMeans(Batch known)
    {
        Tensor of = known.Target.OneHot(ClassNames.Count);
        return (of.T.MatMul(known.Input.Flatten(1)) / of.Sum(0).Unsqueeze(1)).Reshape(ClassNames.Count, 1, ConditionalGenerator.Side, ConditionalGenerator.Side);
    }
}
