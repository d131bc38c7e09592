using Lamina.Models.Language;
using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>A language model over 65 characters; Adam.</summary>
/// <param name="name">Its name.</param>
/// <param name="batch">Sequences of a step.</param>
/// <param name="length">Characters of a sequence.</param>
/// <param name="blocks">Number of blocks.</param>
/// <param name="width">Numbers for a character.</param>
/// <param name="heads">Heads of attention.</param>
sealed class GptText(string name, int batch, int length, int blocks, int width, int heads) : NetworkWorkload
{
    const int Vocabulary = 65;

    public override string Name => name;

    public override int Batch => batch;

    protected override Module<Tensor, Tensor> Network() => new Gpt(Vocabulary, length, blocks, width, heads);

    protected override Tensor Input(int batch, Generator generator) => Tensor.RandInt([batch, length], 0, Vocabulary, generator: generator);

    protected override Tensor Target(int batch, Generator generator) => Tensor.RandInt([batch, length], 0, Vocabulary, generator: generator);

    protected override Tensor LossOf(Tensor prediction, Tensor target) =>
        Loss.CrossEntropy(prediction.Reshape(-1, Vocabulary), target.Reshape(-1));
}
