using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Imaging;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Pipelines;

/// <summary>A folder of pictures whose classes are to be learnt: looked at, brought to one size, and cut into three parts, classes in their shares.</summary>
public sealed class ImageTask : IOwnTask
{
    const double ValidationShare = 0.15, TestShare = 0.15;

    // Three times halved by pooling; larger pictures cost more than they tell a network of this size.
    const int Step = 8, SmallestSide = 16, LargestSide = 64;

    /// <summary>Pictures of a step.</summary>
    public const int BatchSize = 32;

    ImageTask(ImageFacts facts, ArrayDataset train, ArrayDataset validation, ArrayDataset test)
    {
        (Facts, Train, Validation, Test, InputShape) = (facts, train, validation, test, train.Info.Inputs[0].Shape);
        long majority = Train.Labels().CountBy(label => label).MaxBy(pair => pair.Value).Key;
        Baseline = Test.Labels().Average(label => label == majority ? 1.0 : 0);
    }

    /// <summary>What was found in the folder.</summary>
    public ImageFacts Facts { get; }

    /// <summary>The part that is learnt from: bytes [N, C, side, side], as x / 255; labels [N].</summary>
    public ArrayDataset Train { get; }

    /// <summary>The part by which the best epoch is chosen.</summary>
    public ArrayDataset Validation { get; }

    /// <summary>The part that is looked at once.</summary>
    public ArrayDataset Test { get; }

    /// <inheritdoc/>
    Preprocessing IOwnTask.Preprocessing => Preprocessing.None;

    /// <inheritdoc/>
    string IOwnTask.Findings => Facts.ToString();

    /// <summary>The classes, in the order of the labels.</summary>
    public IReadOnlyList<string> ClassNames => Train.ClassNames;

    /// <summary>One picture as the network sees it: [1 or 3, side, side].</summary>
    public Shape InputShape { get; }

    /// <summary>The accuracy on the test part of who always answers the training part's most frequent class.</summary>
    public double Baseline { get; }

    /// <summary>Epochs that suit the folder: about two thousand steps of 32, 10 to 40 epochs.</summary>
    public int Epochs => (int)Math.Clamp(2000L * BatchSize / Train.Count, 10, 40);

    /// <inheritdoc/>
    int IOwnTask.BatchSize => BatchSize;

    /// <summary>Looks at a folder and cuts it: 70 % to learn from, 15 % to choose by, 15 % to test on.</summary>
    /// <param name="path">A folder that has a folder of pictures for each class.</param>
    /// <param name="seed">What the cut depends on.</param>
    /// <param name="limit">How many pictures to use, in the classes' shares; all if 0.</param>
    /// <exception cref="DataFormatException">The folder cannot be learnt from.</exception>
    public static ImageTask Of(string path, long seed = 0, long limit = 0)
    {
        (ImageFacts facts, ArrayDataset all) = Looked(path, seed, limit);
        try
        {
            (ArrayDataset rest, ArrayDataset test) = all.StratifiedSplit(TestShare, seed);
            (ArrayDataset train, ArrayDataset validation) = rest.StratifiedSplit(ValidationShare / (1 - TestShare), seed);
            return new ImageTask(facts, train, validation, test);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new DataFormatException($"{path} has {all.Count} pictures that can be read, too few to train, to choose and to test.", error);
        }
    }

    /// <summary>Tasks for cross-validation: each picture is in the test part of just one of them, and 15 % of the others choose the epoch.</summary>
    /// <param name="path">A folder that has a folder of pictures for each class.</param>
    /// <param name="count">How many; at least 2.</param>
    /// <param name="seed">What the cuts depend on.</param>
    /// <param name="limit">How many pictures to use, in the classes' shares; all if 0.</param>
    /// <exception cref="DataFormatException">The folder cannot be learnt from.</exception>
    public static IReadOnlyList<ImageTask> Folds(string path, int count, long seed = 0, long limit = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        (ImageFacts facts, ArrayDataset all) = Looked(path, seed, limit);
        try
        {
            return [.. all.StratifiedFolds(count, seed).Select(fold =>
            {
                (ArrayDataset train, ArrayDataset validation) = fold.Train.StratifiedSplit(ValidationShare, seed);
                return new ImageTask(facts, train, validation, fold.Validation);
            })];
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new DataFormatException($"{path} has {all.Count} pictures that can be read, too few for {count} parts of which each is held out once. Ask for fewer parts.", error);
        }
    }

    // What is in the folder, each picture once and of one size: all of them, or as many as are asked for.
    static (ImageFacts Facts, ArrayDataset All) Looked(string path, long seed, long limit)
    {
        ArgumentNullException.ThrowIfNull(path);
        (ImageFacts facts, IReadOnlyList<string> files, IReadOnlyList<int> labels) = ImageScan.Of(path);
        int side = Math.Clamp(Math.Min(facts.Smallest.Width, facts.Smallest.Height) / Step * Step, SmallestSide, LargestSide), channels = facts.HasColour ? 3 : 1;
        if ((long)files.Count * channels * side * side > Array.MaxLength)
            throw new DataFormatException($"{path} has {files.Count} pictures, more than are held in memory at once. Take fewer, or train with PictureDataset.FromFolder, which reads them when they are asked for.");
        byte[] pixels = new byte[files.Count * channels * side * side];
        for (int i = 0; i < files.Count; i++)
            Sized(Pictures.Read(files[i]), channels, side).CopyTo(pixels, (long)i * channels * side * side);
        ArrayDataset all = new ArrayDataset(
            Tensor.From<byte>(pixels, [files.Count, channels, side, side]),
            Tensor.From<long>([.. labels.Select(label => (long)label)], [files.Count]),
            [.. facts.Classes.Select(pair => pair.Key)],
            Path.GetFileName(Path.TrimEndingDirectorySeparator(path))).Normalize(Normalization.Bytes);
        return (facts, limit > 0 && limit < all.Count ? all.StratifiedSplit((double)limit / all.Count, seed).HeldOut : all);
    }

    /// <summary>A picture as the network sees it: its shorter side scaled to the side, the middle cut out, channels first.</summary>
    internal static byte[] Sized(Picture picture, int channels, int side)
    {
        Draws none = default;
        Picture sized = new CenterCrop(side).Apply(new Resize(side).Apply(new PictureSample(picture.WithChannels(channels)), ref none), ref none).Picture;
        byte[] pixels = new byte[channels * side * side];
        for (int place = 0; place < side * side; place++)
        {
            for (int channel = 0; channel < channels; channel++)
                pixels[(channel * side * side) + place] = sized.Pixels[(place * channels) + channel];
        }

        return pixels;
    }

    /// <summary>A convolutional network of three stages, with the optimizer and the loss that train it.</summary>
    /// <param name="learningRate">AdamW's step size.</param>
    public Model BuildModel(double learningRate = 1e-3)
    {
        int channels = (int)InputShape[0], side = (int)InputShape[1] / Step;
        Sequential network = new(
            new Conv2d(channels, 32, 3, padding: 1), new BatchNorm2d(32), new Relu(), new MaxPool2d(2),
            new Conv2d(32, 64, 3, padding: 1), new BatchNorm2d(64), new Relu(), new MaxPool2d(2),
            new Conv2d(64, 128, 3, padding: 1), new BatchNorm2d(128), new Relu(), new MaxPool2d(2),
            new Flatten(), new Dropout(0.3),
            new Linear(128 * side * side, 128), new Relu(), new Dropout(0.3),
            new Linear(128, Facts.Classes.Count));
        return network.Compile(new AdamW(learningRate), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy);
    }

    /// <summary>The accuracy of a model on the test part.</summary>
    public double Measure(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Evaluate(Test)[Metric.Accuracy];
    }
}
