using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>ResNet-20 on 32×32×3, shortcuts without parameters; SGD with momentum.</summary>
sealed class ResNet20Cifar : NetworkWorkload
{
    public override string Name => "resnet20";

    public override int Batch => 128;

    protected override Module<Tensor, Tensor> Network() => new ResNet20();

    protected override Tensor Input(int batch, Generator generator) => Tensor.Normal([batch, 3, 32, 32], 0, 1, generator: generator);

    protected override Tensor Target(int batch, Generator generator) => Tensor.RandInt([batch], 0, 10, generator: generator);

    protected override Optimizer OptimizerOf(IEnumerable<Parameter> parameters) => new Sgd(parameters, LearningRate, momentum: 0.9);
}
