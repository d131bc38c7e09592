using Lamina.Imaging;
using Lamina.Training;

namespace Lamina.Pipelines;

/// <summary>A model that says to which of several classes a picture belongs.</summary>
/// <example><code>
/// ImageModel model = ImageModel.Train("flowers");
/// Console.WriteLine($"accuracy {model.Score:0.000}, baseline {model.Baseline:0.000}");
/// Answer answer = model.Predict(Pictures.Read("rose.jpg"));
/// </code></example>
public sealed class ImageModel
{
    readonly int _channels, _side;

    /// <summary>A model of square pictures.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The model does not know its pictures' size, or its classes.</exception>
    public ImageModel(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Preprocessing is not { Input: { } sample, ClassNames.Count: > 0 } || sample.Shape.Rank != 3 || sample.Shape[1] != sample.Shape[2] || sample.Shape[0] is not (1 or 3))
            throw new ArgumentException("The model was not trained on square pictures of named classes. Take a model of ImageModel.Train or `lamina train images`.", nameof(model));
        (Model, _channels, _side) = (model, (int)sample.Shape[0], (int)sample.Shape[1]);
    }

    /// <summary>The accuracy on the test part, looked at once; NaN for a model from a file.</summary>
    public double Score { get; private init; } = double.NaN;

    /// <summary>The accuracy of who always answers the most frequent class; NaN for a model from a file.</summary>
    public double Baseline { get; private init; } = double.NaN;

    /// <summary>The network underneath.</summary>
    public Model Model { get; }

    /// <summary>Looks at a folder, cuts it, picks a network and settings, trains, keeps the weights that do best on the validation part, and measures once on the test part.</summary>
    /// <param name="path">A folder that has a folder of pictures for each class.</param>
    /// <param name="epochs">Passes over the training part; null for what suits the folder.</param>
    /// <param name="learningRate">The highest step size.</param>
    /// <param name="seed">Seeds the cut, the weights, the order and the dropout. Weights and dropout come from the process's generator, which is seeded.</param>
    /// <param name="verbose">What is shown.</param>
    /// <param name="cancellationToken">Ends the training after the step it is in; the best weights until then are measured.</param>
    /// <exception cref="Data.DataFormatException">The folder cannot be learnt from.</exception>
    public static ImageModel Train(string path, int? epochs = null, double learningRate = 1e-3, long seed = 0, Verbosity verbose = Verbosity.Auto, CancellationToken cancellationToken = default)
    {
        ImageTask task = ImageTask.Of(path, seed);
        Model model = OwnTraining.Train(task, learningRate, epochs, seed: seed, verbose: verbose, cancellationToken: cancellationToken);
        return new ImageModel(model) { Score = task.Measure(model), Baseline = task.Baseline };
    }

    /// <summary>Reads a model that <see cref="Save"/> or <c>lamina train images</c> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The model was not trained on pictures.</exception>
    /// <exception cref="Formats.FileFormatException">The file is damaged or foreign.</exception>
    public static ImageModel Load(string path) => new(Model.Load(path));

    /// <summary>Writes everything into one file: network, weights, size and classes.</summary>
    /// <param name="path">Where to.</param>
    public void Save(string path) => Model.Save(path);

    /// <summary>Says what a picture of any size shows: its shorter side is scaled to the network's, and the middle is looked at.</summary>
    /// <param name="picture">The picture.</param>
    public Answer Predict(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Tensor pixels = Tensor.From<byte>(ImageTask.Sized(picture, _channels, _side), [1, _channels, _side, _side]);
        return Answer.Of(Model.Predict(Model.Preprocessing.Apply(pixels)), Model.Preprocessing.ClassNames)[0];
    }
}
