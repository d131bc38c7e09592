using Lamina.NN;

namespace Lamina.Training;

/// <summary>Writes training to event files for TensorBoard: <c>FOLDER/train</c> and, where there is validation, <c>FOLDER/validation</c>.</summary>
/// <remarks>
/// As Keras' <c>TensorBoard</c>, tags included: <c>epoch_loss</c> and <c>epoch_NAME</c> of each metric in both folders, so that their curves lie over one another, and
/// <c>epoch_learning_rate</c>. Show it with <c>tensorboard --logdir FOLDER</c>. A training that goes on writes further files beside those that are there, and marks where it goes on: what it
/// trains again is shown once, and what was written before a checkpoint (<see cref="BackupAndRestore"/>) is in the files when that is.
/// </remarks>
public sealed class TensorBoardLog : Callback
{
    const string ValidationPrefix = "val_";

    readonly string _folder;
    readonly int _histograms;
    readonly long _steps;
    readonly bool _graph;
    readonly Tensor? _pictures;
    TensorBoardWriter? _train, _validation;
    bool _goesOn;

    /// <summary>Makes the callback.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="histograms">Every how many epochs the spread of weights and gradients is written; 0 for never.</param>
    /// <param name="steps">Every how many steps the loss of the batch is written, as <c>batch_loss</c>; 0 for never.</param>
    /// <param name="graph">Whether the network's ops are written, at the first batch.</param>
    /// <param name="pictures">Pictures [N, C, H, W], floats from 0 to 1, that are shown; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public TensorBoardLog(string folder, int histograms = 0, long steps = 0, bool graph = true, Tensor? pictures = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(histograms);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        (_folder, _histograms, _steps, _graph, _pictures) = (folder, histograms, steps, graph, pictures);
    }

    /// <inheritdoc/>
    protected internal override bool ReadsBatchLoss => _steps > 0;

    // Asked for when a checkpoint is made: steps before that are not trained again.
    /// <inheritdoc/>
    protected internal override OrderedDictionary<string, Tensor> StateDict()
    {
        _train?.Flush();
        _validation?.Flush();
        return [];
    }

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context)
    {
        Close();
        TrainingPosition position = context.Model.Position;
        string folder = Path.Combine(_folder, "train");
        _goesOn = position.Step > 0;
        bool isBegun = _goesOn && TensorBoardWriter.FilesIn(folder).Any();

        // Epochs and steps share the file, and a purge asks for one number: never one that would take what is not trained again.
        _train = Open(folder, _steps > 0 ? position.Step + 1 : position.Epoch + 1);
        if (isBegun)
            return;
        if (_pictures is not null)
            _train.Pictures("pictures", _pictures, context.Model.Position.Epoch);
        if (_graph && context.Model.Preprocessing.Input is { } input)
            _train.Graph(context.Model.Module, Tensor.Zeros(input.Shape.Insert(0, 1), input.DType));
        _train.Flush();
    }

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context)
    {
        if (_steps > 0 && context.Step % _steps == 0)
            _train?.Scalar("batch_loss", context.BatchLoss, context.Step);
    }

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context)
    {
        if (_train is null)
            return;
        foreach ((string name, double value) in context.Logs)
        {
            if (!name.StartsWith(ValidationPrefix, StringComparison.Ordinal))
                _train.Scalar("epoch_" + name, value, context.Epoch);
            else
                (_validation ??= Open(Path.Combine(_folder, "validation"), context.Epoch)).Scalar("epoch_" + name[ValidationPrefix.Length..], value, context.Epoch);
        }

        _train.Scalar("epoch_learning_rate", context.Model.Optimizer.LearningRate, context.Epoch);
        if (_histograms > 0 && context.Epoch % _histograms == 0)
            WriteHistograms(_train, context);
        _train.Flush();
        _validation?.Flush();
    }

    /// <inheritdoc/>
    protected internal override void AfterFit(TrainingContext context) => Close();

    /// <inheritdoc/>
    protected internal override void AfterError(TrainingContext context) => Close();

    TensorBoardWriter Open(string folder, long next) => new(folder, _goesOn ? next : null);

    static void WriteHistograms(TensorBoardWriter writer, TrainingContext context)
    {
        foreach ((string name, Parameter parameter) in context.Model.Module.NamedParameters())
        {
            string tag = name.Replace('.', '/');
            writer.Histogram(tag, parameter.Value, context.Epoch);
            if (parameter.Grad is { } gradient)
                writer.Histogram(tag + "/gradient", gradient, context.Epoch);
        }
    }

    void Close()
    {
        _train?.Dispose();
        _validation?.Dispose();
        (_train, _validation) = (null, null);
    }
}
