using Lamina.NN;
using Lamina.Training;

namespace Lamina.Pipelines;

/// <summary>How networks on data of one's own are trained: a rate that warms up and falls along a cosine, and the weights of the epoch with the least validation loss.</summary>
public static class OwnTraining
{
    /// <summary>Makes the network of a task and trains it. It ends with the weights that did best on the validation part; the test part is not looked at.</summary>
    /// <param name="task">The task.</param>
    /// <param name="learningRate">The highest step size.</param>
    /// <param name="epochs">Passes over the training part; null for what suits the data.</param>
    /// <param name="batchSize">Samples of a step; null for what suits the data.</param>
    /// <param name="seed">Seeds the weights, the order and the dropout. Weights and dropout come from the process's generator, which is seeded.</param>
    /// <param name="verbose">What is shown.</param>
    /// <param name="cancellationToken">Ends the training after the step it is in, with the best weights until then.</param>
    public static Model Train(
        IOwnTask task, double learningRate, int? epochs = null, int? batchSize = null, long seed = 0, Verbosity verbose = Verbosity.Auto, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        Tensor.Seed(seed);
        Model model = task.BuildModel(learningRate);
        (int passes, int batch) = (epochs ?? task.Epochs, batchSize ?? task.BatchSize);
        long steps = passes * ((task.Train.Count + batch - 1) / batch);
        model.Fit(
            task.Train,
            epochs: passes,
            batchSize: batch,
            validationData: task.Validation,
            seed: seed,
            callbacks:
            [
                LearningRateSchedule.ByStep(Schedule.Cosine(learningRate, steps, final: learningRate / 100).WarmUp(Math.Max(1, steps / 20.0))),
                new EarlyStopping("val_loss", patience: passes),
            ],
            verbose: verbose,
            cancellationToken: cancellationToken);
        return model;
    }
}
