using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>50 steps of 16 features, two LSTM layers of 50, dense 1; mean squared error, Adam.</summary>
sealed class LstmSeries : NetworkWorkload
{
    public override string Name => "lstm";

    protected override Module<Tensor, Tensor> Network() =>
        new Sequential(new LastOutput(ForgetGate.Open(new Lstm(16, 50, layers: 2, batchFirst: true))), new Linear(50, 1));

    protected override Tensor Input(int batch, Generator generator) => Tensor.Normal([batch, 50, 16], 0, 1, generator: generator);

    protected override Tensor Target(int batch, Generator generator) => Tensor.Normal([batch, 1], 0, 1, generator: generator);

    protected override Tensor LossOf(Tensor prediction, Tensor target) => Loss.MeanSquaredError(prediction, target);
}
