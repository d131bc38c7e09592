using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>ResNet-18 on 224×224×3 with 1000 classes; SGD with momentum.</summary>
sealed class ResNet18ImageNet : NetworkWorkload
{
    public override string Name => "resnet18";

    public override int Batch => 8;

    protected override Module<Tensor, Tensor> Network() => new ResNet18();

    protected override Tensor Input(int batch, Generator generator) => Tensor.Normal([batch, 3, 224, 224], 0, 1, generator: generator);

    protected override Tensor Target(int batch, Generator generator) => Tensor.RandInt([batch], 0, 1000, generator: generator);

    protected override Optimizer OptimizerOf(IEnumerable<Parameter> parameters) => new Sgd(parameters, LearningRate, momentum: 0.9);
}
