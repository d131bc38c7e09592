using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>28×28×1: convolution 32 3×3, ReLU, max pool 2, dense 128, ReLU, dense 10; Adam.</summary>
sealed class Cnn : NetworkWorkload
{
    public override string Name => "cnn";

    protected override Module<Tensor, Tensor> Network() => new Sequential(
        new Conv2d(1, 32, 3), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(32 * 13 * 13, 128), new Relu(), new Linear(128, 10));

    protected override Tensor Input(int batch, Generator generator) => Tensor.Normal([batch, 1, 28, 28], 0, 1, generator: generator);

    protected override Tensor Target(int batch, Generator generator) => Tensor.RandInt([batch], 0, 10, generator: generator);
}
