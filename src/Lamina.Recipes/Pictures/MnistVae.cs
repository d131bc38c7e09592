using System.Globalization;
using Lamina.Data;
using Lamina.Models.Generative;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes.Pictures;

/// <summary>
/// A variational autoencoder of handwritten digits. Grey is the probability of a pixel to be set: in training pictures are drawn by it anew in each step, in validation and test once, by a seed
/// of their own.
/// </summary>
public sealed class MnistVae : FitRecipe
{
    const int Side = 28;

    /// <summary>The most that ln p(x) may lie below 0 by the bound of 50 codes.</summary>
    const double ImportanceTarget = 94;

    // Codes of a picture, and pictures whose codes are decoded together.
    const int Codes = 50, Together = 100;

    const double ValidationShare = 1.0 / 12;

    // The same pictures and codes for every seed of the training.
    const long ValidationSeed = 2013, TestSeed = 2014, CodeSeed = 2016;

    /// <inheritdoc/>
    public override string Name => "mnist-vae";

    /// <inheritdoc/>
    public override string Task => "draw handwritten digits, and tell how likely one is";

    /// <inheritdoc/>
    public override string Data => "mnist";

    /// <inheritdoc/>
    public override string Metric => "negative bound";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public override double Target => 97;

    /// <inheritdoc/>
    public override string Source => "a target of this project after Kingma, Welling (2014) and Burda, Grosse, Salakhutdinov (2016), whose network has 86.76 by the bound of 5,000 codes; here 94 by that of 50";

    /// <inheritdoc/>
    public override double Minutes => 12;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 40, BatchSize = 128, LearningRate = 2e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 10, Limit = 4000, BatchSize = 32 }, Margin: 40);

    /// <inheritdoc/>
    public override Shape InputShape => [1, Side, Side];

    /// <inheritdoc/>
    public override string Show(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} nats");

    /// <inheritdoc/>
    public override Module BuildModule() => new VariationalAutoencoder(Side * Side);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Examples(long batch) => [Tensor.Rand([batch, .. InputShape], generator: new Generator(1))];

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        VariationalAutoencoder network = new(Side * Side);
        Model model = network.Compile(new Adam(settings.LearningRate), Loss.From("negative bound", (output, pixels) => network.NegativeBound(output, pixels).Mean()));
        model.CustomStep = batch =>
        {
            Tensor pixels = batch.Input.Bernoulli(), output = network.Call(pixels);
            return new StepResult(network.NegativeBound(output, pixels).Mean(), output);
        };
        return model;
    }

    /// <inheritdoc/>
    public override RecipeData OpenParts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (ArrayDataset all, Func<ArrayDataset> test) = PictureData.Of(Mnist.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation));
        (ArrayDataset train, ArrayDataset validation) = (run.Settings.Limit > 0 ? all.Take(run.Settings.Limit) : all).Split(ValidationShare, run.Settings.Seed);
        return new RecipeData(train, Drawn(validation, ValidationSeed), () => Drawn(test(), TestSeed));
    }

    /// <summary>The loss: the bound, at the mean of a picture's codes.</summary>
    /// <param name="model">The model.</param>
    protected override string Monitor(Model model) => "val_loss";

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        VariationalAutoencoder network = (VariationalAutoencoder)model.Module;
        using GradientScope off = Gradients.Off();
        Tensor usual = MeanPixels(data.Train);
        Generator codes = new(CodeSeed);
        double bound = 0, importance = 0, baseline = 0;
        foreach (Batch batch in new DataLoader(part, Together, cancellationToken: run.Cancellation))
        {
            Tensor pixels = batch.Input.Flatten(1), weights = network.LogWeights(pixels, Codes, codes);
            bound -= weights.To(DType.Float64).Mean(1).Sum().ToDouble();
            importance -= VariationalAutoencoder.ImportanceBound(weights.To(DType.Float64)).Sum().ToDouble();
            Tensor wide = pixels.To(DType.Float64);
            baseline -= ((wide * usual.Log()) + ((1 - wide) * (1 - usual).Log())).Sum().ToDouble();
        }

        importance /= part.Count;
        return new RecipeScore(bound / part.Count, baseline / part.Count)
        {
            Details = new Dictionary<string, double> { ["importanceBound50"] = importance, ["importanceTarget"] = ImportanceTarget },
            MeetsRest = importance <= ImportanceTarget,
        };
    }

    /// <inheritdoc/>
    protected override void Keep(RecipeRun run, Model model, RecipeData data)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        new PictureGeneration((VariationalAutoencoder)model.Module, Side, Side).Save(run.Folder.Path);
    }

    // Pictures of zeros and ones, drawn by their greys: inputs, and targets of the bound.
    static ArrayDataset Drawn(ArrayDataset pictures, long seed)
    {
        Tensor pixels = pictures.ReadAll().Input.Bernoulli(new Generator(seed));
        return new ArrayDataset(pixels, pixels, name: pictures.Info.Name);
    }

    // How often each pixel is set in the training part: (Σx + 1) / (n + 2), so that none is certain.
    static Tensor MeanPixels(IDataset train)
    {
        Tensor sum = Tensor.Ones([Side * Side], DType.Float64);
        foreach (Batch batch in new DataLoader(train, 1000))
            sum.AddInPlace(batch.Input.Flatten(1).To(DType.Float64).Sum(0));
        return sum / (train.Count + 2);
    }
}
