namespace Lamina.Benchmarks.Workloads;

/// <summary>A network of the table with what it is trained by. Peers have the same one under the same name.</summary>
abstract class Workload
{
    /// <summary>
    /// So small that the network stays as it began. A batch that is learnt by heart has gradients that end in denormal numbers, which
    /// some processors take a hundred times as long for: the time of a step would depend on how many there were before.
    /// </summary>
    protected const double LearningRate = 1e-9;

    /// <summary>Its name, here and in the peers' programs.</summary>
    public abstract string Name { get; }

    /// <summary>Samples of a step in the table.</summary>
    public virtual int Batch => 32;

    /// <summary>All networks, in the order of the table.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new Mlp(), new Cnn(), new LeNet(), new LstmSeries(), new Imdb(), new ResNet20Cifar(), new ResNet18ImageNet(),
        new GptText("gpt", batch: 12, length: 64, blocks: 4, width: 128, heads: 4),
        new GptText("gpt-m", batch: 4, length: 256, blocks: 6, width: 384, heads: 6),
        new Dcgan(),
    ];

    /// <summary>A training step: zero gradients, forward, loss, backward, update.</summary>
    public abstract StepTask Train(int batch);

    /// <summary>A prediction without gradients.</summary>
    public abstract StepTask Infer(int batch);
}
