using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>200 words, embedding 20000×128, LSTM 128, dense 2; Adam.</summary>
sealed class Imdb : NetworkWorkload
{
    public override string Name => "imdb";

    protected override Module<Tensor, Tensor> Network() =>
        new Sequential(new Embedding(20000, 128), new LastOutput(ForgetGate.Open(new Lstm(128, 128, batchFirst: true))), new Linear(128, 2));

    protected override Tensor Input(int batch, Generator generator) => Tensor.RandInt([batch, 200], 0, 20000, generator: generator);

    protected override Tensor Target(int batch, Generator generator) => Tensor.RandInt([batch], 0, 2, generator: generator);
}
