using Lamina.Data;

namespace Lamina.Training;

public sealed partial class Model
{
    /// <summary>Trains on a data set. Going on is calling it again: epochs, and with them the orders of the samples, are counted on from <see cref="Position"/>.</summary>
    /// <param name="train">The training set.</param>
    /// <param name="epochs">How many more epochs.</param>
    /// <param name="batchSize">Samples a batch; 32 as in Keras. The last batch of an epoch may have fewer.</param>
    /// <param name="validationSplit">
    /// The fraction of the samples that validates and is not trained on: the last ones, cut off before any shuffling, as in Keras.
    /// Shuffle the set first if it is sorted.
    /// </param>
    /// <param name="validationData">What is measured at the end of each epoch, instead of a split.</param>
    /// <param name="shuffle">False to keep the order of the set.</param>
    /// <param name="seed">What the orders depend on, with the number of the epoch.</param>
    /// <param name="callbacks">What happens around training; <see cref="StopOnNaN"/> and <see cref="TrainingGuard"/> are added where they are not there.</param>
    /// <param name="verbose">What is written to the console.</param>
    /// <param name="captured">
    /// Whether the step is recorded once and replayed: the same bits, faster. Yes if null. The first step of each epoch is done both ways and
    /// compared; a network that does other ops by then is recorded anew, and one that came to other bits runs op by op from there on
    /// (<see cref="History.Changes"/>). A network that reads values to the host in its forward is never replayed (<see cref="History.EagerBecause"/>).
    /// </param>
    /// <param name="accumulate">
    /// How many batches an update is made of: their gradients add up to that of one batch of as many times the size, up to rounding, for a loss that is a mean and
    /// layers that see one sample at a time. The last update of an epoch has what remains. Steps of callbacks and schedules are batches.
    /// </param>
    /// <param name="progress">Is told a few times a second how training stands.</param>
    /// <param name="cancellationToken">Ends training after the step that runs; what was trained stays.</param>
    /// <remarks>The network is in evaluation mode afterwards; <c>Module.Train()</c> before a loop of one's own.</remarks>
    /// <returns>What the epochs came to.</returns>
    /// <exception cref="TrainingException">The loss is not a number.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or options exclude one another.</exception>
    public History Fit(
        IDataset train,
        int epochs = 1,
        int batchSize = 32,
        double validationSplit = 0,
        IDataset? validationData = null,
        bool shuffle = true,
        long seed = 0,
        IReadOnlyList<Callback>? callbacks = null,
        Verbosity verbose = Verbosity.Auto,
        bool? captured = null,
        int accumulate = 1,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (validationSplit is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validationSplit), validationSplit, "The validation split is a fraction: at least 0 and below 1.");
        if (validationSplit > 0 && validationData is not null)
            throw new ArgumentException("Give a validation split or validation data, not both.", nameof(validationSplit));
        train = Arranged(train);
        if (validationSplit > 0)
            (train, validationData) = train.SplitLast(validationSplit);
        return Fit(new DataLoader(train, batchSize, shuffle, seed), epochs, validationData, callbacks, verbose, captured, accumulate, progress, cancellationToken);
    }

    /// <summary>Trains on tensors.</summary>
    /// <param name="x">Inputs [N, …].</param>
    /// <param name="y">Targets [N, …]; integers are labels and come as int64.</param>
    /// <inheritdoc cref="Fit(IDataset, int, int, double, IDataset?, bool, long, IReadOnlyList{Callback}?, Verbosity, bool?, int, IProgress{TrainingProgress}?, CancellationToken)"/>
    /// <param name="epochs"></param>
    /// <param name="batchSize"></param>
    /// <param name="validationSplit"></param>
    /// <param name="validationData"></param>
    /// <param name="shuffle"></param>
    /// <param name="seed"></param>
    /// <param name="callbacks"></param>
    /// <param name="verbose"></param>
    /// <param name="captured"></param>
    /// <param name="accumulate"></param>
    /// <param name="progress"></param>
    /// <param name="cancellationToken"></param>
    public History Fit(
        Tensor x,
        Tensor y,
        int epochs = 1,
        int batchSize = 32,
        double validationSplit = 0,
        IDataset? validationData = null,
        bool shuffle = true,
        long seed = 0,
        IReadOnlyList<Callback>? callbacks = null,
        Verbosity verbose = Verbosity.Auto,
        bool? captured = null,
        int accumulate = 1,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Fit(new ArrayDataset(x, y), epochs, batchSize, validationSplit, validationData, shuffle, seed, callbacks, verbose, captured, accumulate, progress, cancellationToken);

    /// <summary>Trains on arrays of any rank, whose first axis counts the samples.</summary>
    /// <inheritdoc cref="Fit(Tensor, Tensor, int, int, double, IDataset?, bool, long, IReadOnlyList{Callback}?, Verbosity, bool?, int, IProgress{TrainingProgress}?, CancellationToken)"/>
    public History Fit(
        Array x,
        Array y,
        int epochs = 1,
        int batchSize = 32,
        double validationSplit = 0,
        IDataset? validationData = null,
        bool shuffle = true,
        long seed = 0,
        IReadOnlyList<Callback>? callbacks = null,
        Verbosity verbose = Verbosity.Auto,
        bool? captured = null,
        int accumulate = 1,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Fit(ArrayDataset.From(x, y), epochs, batchSize, validationSplit, validationData, shuffle, seed, callbacks, verbose, captured, accumulate, progress, cancellationToken);

    /// <summary>Trains on the batches of a loader, whose <see cref="DataLoader.Epoch"/> is set to that of <see cref="Position"/>.</summary>
    /// <param name="train">The loader: its order, batch size and workers.</param>
    /// <inheritdoc cref="Fit(IDataset, int, int, double, IDataset?, bool, long, IReadOnlyList{Callback}?, Verbosity, bool?, int, IProgress{TrainingProgress}?, CancellationToken)"/>
    /// <param name="epochs"></param>
    /// <param name="validationData"></param>
    /// <param name="callbacks"></param>
    /// <param name="verbose"></param>
    /// <param name="captured"></param>
    /// <param name="accumulate"></param>
    /// <param name="progress"></param>
    /// <param name="cancellationToken"></param>
    public History Fit(
        DataLoader train,
        int epochs = 1,
        IDataset? validationData = null,
        IReadOnlyList<Callback>? callbacks = null,
        Verbosity verbose = Verbosity.Auto,
        bool? captured = null,
        int accumulate = 1,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(accumulate, 1);
        if (train.Count == 0)
            throw new ArgumentException($"{train.Dataset.Info.Name} has no samples, so there is nothing to train on.", nameof(train));
        _ = (Loss, Optimizer);
        return new FitLoop(this, train, epochs, validationData, callbacks ?? [], verbose, captured ?? true, accumulate, progress, cancellationToken).Run();
    }
}
