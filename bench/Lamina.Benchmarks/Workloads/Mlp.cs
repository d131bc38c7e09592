using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>784-64-64-10 with ReLU; Adam.</summary>
sealed class Mlp : NetworkWorkload
{
    public override string Name => "mlp";

    protected override Module<Tensor, Tensor> Network() =>
        new Sequential(new Linear(784, 64), new Relu(), new Linear(64, 64), new Relu(), new Linear(64, 10));

    protected override Tensor Input(int batch, Generator generator) => Tensor.Normal([batch, 784], 0, 1, generator: generator);

    protected override Tensor Target(int batch, Generator generator) => Tensor.RandInt([batch], 0, 10, generator: generator);
}
