using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>32×32×1: convolution 6 5×5, max pool, convolution 16 5×5, max pool, 120, 84, 10, with ReLU; SGD with momentum.</summary>
sealed class LeNet : NetworkWorkload
{
    public override string Name => "lenet";

    protected override Module<Tensor, Tensor> Network() => new LeNet5();

    protected override Tensor Input(int batch, Generator generator) => Tensor.Normal([batch, 1, 32, 32], 0, 1, generator: generator);

    protected override Tensor Target(int batch, Generator generator) => Tensor.RandInt([batch], 0, 10, generator: generator);

    protected override Optimizer OptimizerOf(IEnumerable<Parameter> parameters) => new Sgd(parameters, LearningRate, momentum: 0.9);
}
