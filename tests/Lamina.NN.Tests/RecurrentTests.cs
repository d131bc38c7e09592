using Lamina.TestKit.Goldens;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Recurrent layers against PyTorch, and their use.</summary>
public sealed class RecurrentTests
{
    [Fact]
    public void RnnAgreesWithPyTorch() => Check("RNN", 33, a => new Rnn(
        a.Int("input_size"), a.Int("hidden_size"), a.Int("num_layers", 1), Enum.Parse<RnnActivation>(a.Text("nonlinearity", "tanh"), ignoreCase: true),
        a.Bool("bias", true), a.Bool("batch_first", false), bidirectional: a.Bool("bidirectional", false)));

    [Fact]
    public void LstmAgreesWithPyTorch() => Check("LSTM", 11, a => new Lstm(
        a.Int("input_size"), a.Int("hidden_size"), a.Int("num_layers", 1), a.Bool("bias", true), a.Bool("batch_first", false), bidirectional: a.Bool("bidirectional", false)));

    [Fact]
    public void GruAgreesWithPyTorch() => Check("GRU", 11, a => new Gru(
        a.Int("input_size"), a.Int("hidden_size"), a.Int("num_layers", 1), a.Bool("bias", true), a.Bool("batch_first", false), bidirectional: a.Bool("bidirectional", false)));

    static void Check(string kind, int count, Func<GoldenArgs, Module> build)
    {
        string[] names = [.. LayerGoldens.OfKind(kind).Select(golden => golden.Name)];
        Assert.Equal(count, names.Length);
        foreach (Golden golden in LayerGoldens.OfKind(kind))
        {
            Tensor? lengths = golden.Has("arg.lengths") ? golden["arg.lengths"] : null;
            LayerCase.Check(kind, build, (module, inputs) => Forward(module, inputs, lengths), wanted => wanted.Name == golden.Name);
        }
    }

    static IReadOnlyList<Tensor> Forward(Module module, IReadOnlyList<Tensor> inputs, Tensor? lengths)
    {
        if (module is Lstm lstm)
        {
            (Tensor sequence, (Tensor hidden, Tensor cell)) = lstm.Forward(inputs[0], inputs.Count > 1 ? new LstmState(inputs[1], inputs[2]) : null, lengths);
            return [sequence, hidden, cell];
        }

        (Tensor output, Tensor state) = ((RecurrentLayer<Tensor>)module).Forward(inputs[0], inputs.Count > 1 ? inputs[1] : null, lengths);
        return [output, state];
    }
}
