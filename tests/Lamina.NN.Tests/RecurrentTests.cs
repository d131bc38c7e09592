using Lamina.TestKit.Goldens;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Recurrent layers against PyTorch, and their use.</summary>
[Collection(nameof(Alone))]
public sealed class RecurrentTests
{
    [Fact]
    public void RnnAgreesWithPyTorch() => Check("RNN", 33, a => new Rnn(
        a.Int("input_size"), a.Int("hidden_size"), a.Int("num_layers", 1), Enum.Parse<RnnActivation>(a.Text("nonlinearity", "tanh"), ignoreCase: true),
        a.Bool("bias", true), a.Bool("batch_first", false), bidirectional: a.Bool("bidirectional", false)));

    [Fact]
    public void LstmAgreesWithPyTorch() => Check("LSTM", 14, a => new Lstm(
        a.Int("input_size"), a.Int("hidden_size"), a.Int("num_layers", 1), a.Bool("bias", true), a.Bool("batch_first", false), bidirectional: a.Bool("bidirectional", false), projectionSize: a.Int("proj_size", 0)));

    [Fact]
    public void AProjectedLstmIsTheSameCaptured()
    {
        Func<Tensor, Tensor> Make()
        {
            Tensor.Seed(2);
            Lstm layer = new(3, 5, projectionSize: 2, bidirectional: true);
            Assert.Equal(2, layer.ProjectionSize);
            Assert.Equal([2, 5], layer.StateDict()["weight_hr_l0_reverse"].Shape);
            Sgd optimizer = new(layer.Parameters(), 0.1);
            return x =>
            {
                optimizer.ZeroGrad();
                Tensor loss = layer.Forward(x, [4, 2]).Output.Square().Mean();
                loss.Backward();
                optimizer.Step();
                return loss;
            };
        }

        Func<Tensor, Tensor> eager = Make();
        Step step = Capture.Step(Make());
        Tensor x = Tensor.Randn([4, 2, 3], generator: new Generator(1));
        for (int i = 0; i < 4; i++)
            Assert.Equal(eager(x).ToSingle(), step.Run(x).ToSingle());
        Assert.Null(step.WhyEager);
        Assert.Throws<ShapeException>(() => new Lstm(3, 5, projectionSize: 5));
    }

    [Fact]
    public void GruAgreesWithPyTorch() => Check("GRU", 11, a => new Gru(
        a.Int("input_size"), a.Int("hidden_size"), a.Int("num_layers", 1), a.Bool("bias", true), a.Bool("batch_first", false), bidirectional: a.Bool("bidirectional", false)));

    [Fact]
    public void CellsAgreeWithPyTorch()
    {
        LayerCase.Check("RNNCell", a => new RnnCell(a.Int("input_size"), a.Int("hidden_size"), a.Bool("bias", true), Enum.Parse<RnnActivation>(a.Text("nonlinearity", "tanh"), ignoreCase: true)), Step);
        LayerCase.Check("GRUCell", a => new GruCell(a.Int("input_size"), a.Int("hidden_size"), a.Bool("bias", true)), Step);
        LayerCase.Check("LSTMCell", a => new LstmCell(a.Int("input_size"), a.Int("hidden_size"), a.Bool("bias", true)), (module, x) =>
        {
            (Tensor hidden, Tensor cell) = ((LstmCell)module).Forward(x[0], x.Count > 1 ? new LstmState(x[1], x[2]) : null);
            return [hidden, cell];
        });

        static IReadOnlyList<Tensor> Step(Module module, IReadOnlyList<Tensor> x) => [((CellLayer<Tensor>)module).Forward(x[0], x.Count > 1 ? x[1] : null)];
    }

    [Fact]
    public void CellsStepThroughWhatALayerComputes()
    {
        Lstm layer = new(3, 4);
        LstmCell cell = new(3, 4);
        cell.LoadStateDict(layer.StateDict().ToDictionary(entry => entry.Key.Replace("_l0", "", StringComparison.Ordinal), entry => entry.Value));
        Tensor x = Tensor.Randn([5, 2, 3], generator: new Generator(1)), output = layer.Forward(x).Output;
        LstmState? state = null;
        for (int step = 0; step < 5; step++)
        {
            state = cell.Forward(x.Select(0, step), state);
            Assert.True((output.Select(0, step) - state.Hidden).Abs().Max().ToDouble() < 1e-6);
        }

        Assert.Contains("[batch, 3]", Assert.Throws<ShapeException>(() => cell.Forward(Tensor.Zeros([2, 4]))).Message, StringComparison.Ordinal);
        Assert.Contains("[2, 4]", Assert.Throws<ShapeException>(() => new GruCell(3, 4).Forward(Tensor.Zeros([2, 3]), Tensor.Zeros([1, 4]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new RnnCell(0, 4));
    }

    [Fact]
    public void LayersStandInASequential()
    {
        Sequential net = new(new SequenceOutput(new Lstm(4, 5, batchFirst: true)), new LastOutput(new Gru(5, 3, batchFirst: true, bidirectional: true)), new Linear(6, 1));
        Assert.Equal("0.weight_ih_l0", net.StateDict().Keys.First());
        Assert.Contains("1.bias_hh_l0_reverse", net.StateDict().Keys);
        Assert.Equal(14, net.Parameters().Count);
        Tensor x = Tensor.Randn([2, 7, 4], generator: new Generator(1));
        Tensor y = net.Forward(x);
        Assert.Equal([2, 1], y.Shape);
        y.Sum().Backward();
        Assert.All(net.Parameters(), parameter => Assert.Equal(parameter.Shape, parameter.Grad!.Shape));
        Sequential other = new(new SequenceOutput(new Lstm(4, 5, batchFirst: true)), new LastOutput(new Gru(5, 3, batchFirst: true, bidirectional: true)), new Linear(6, 1));
        other.LoadStateDict(net.StateDict());
        Assert.Equal(y.ToArray<float>(), other.Forward(x).ToArray<float>());

        // The last output is that of the last step forwards, and of the first backwards.
        Gru gru = net.Get<LastOutput>("1").Recurrent as Gru ?? throw new InvalidOperationException();
        Tensor sequence = Tensor.Randn([2, 7, 5], generator: new Generator(2));
        Tensor output = gru.Forward(sequence).Output, last = new LastOutput(gru).Forward(sequence);
        Assert.Equal(output.Slice(1, 6).Squeeze(1).Slice(1, 0, 3).ToArray<float>(), last.Slice(1, 0, 3).ToArray<float>());
        Assert.Equal(output.Slice(1, 0, 1).Squeeze(1).Slice(1, 3).ToArray<float>(), last.Slice(1, 3).ToArray<float>());
    }

    [Fact]
    public void OneSequenceNeedsNoBatch()
    {
        Lstm lstm = new(3, 4, layers: 2, bidirectional: true);
        Tensor x = Tensor.Randn([5, 3], generator: new Generator(1));
        (Tensor output, (Tensor h, Tensor c)) = lstm.Forward(x);
        (Tensor batched, LstmState state) = lstm.Forward(x.Unsqueeze(1));
        Assert.Equal([5, 8], output.Shape);
        Assert.Equal([4, 4], c.Shape);
        Assert.Equal(batched.ToArray<float>(), output.ToArray<float>());
        Assert.Equal(state.Hidden.ToArray<float>(), h.ToArray<float>());
        Assert.Equal([5, 8], lstm.Forward(x, new LstmState(h, c)).Output.Shape);
    }

    [Fact]
    public void DropoutStandsBetweenLayersInTraining()
    {
        Gru gru = new(3, 4, layers: 2, dropout: 1);
        Tensor x = Tensor.Randn([5, 2, 3], generator: new Generator(1)), other = Tensor.Randn([5, 2, 3], generator: new Generator(2));
        Assert.Equal(gru.Forward(x).Output.ToArray<float>(), gru.Forward(other).Output.ToArray<float>());
        gru.Eval();
        Assert.NotEqual(gru.Forward(x).Output.ToArray<float>(), gru.Forward(other).Output.ToArray<float>());
    }

    [Fact]
    public void FirstValuesAreUniform()
    {
        foreach (Parameter parameter in new Lstm(10, 64).Parameters())
        {
            float[] values = parameter.Value.ToArray<float>();
            Assert.All(values, value => Assert.InRange(value, -0.125f, 0.125f));
            Assert.InRange(Math.Sqrt(values.Average(value => (double)value * value)), 0.9 * 0.125 / Math.Sqrt(3), 1.1 * 0.125 / Math.Sqrt(3));
        }
    }

    [Fact]
    public void ErrorsSayWhatIsWrong()
    {
        Lstm lstm = new(3, 4, batchFirst: true);
        Tensor x = Tensor.Zeros([2, 5, 3]);
        Assert.Contains("[batch, steps, 3]", Assert.Throws<ShapeException>(() => lstm.Forward(Tensor.Zeros([2, 5, 4]))).Message, StringComparison.Ordinal);
        Assert.Contains("[1, 2, 4]", Assert.Throws<ShapeException>(() => lstm.Forward(x, new LstmState(Tensor.Zeros([2, 1, 4]), Tensor.Zeros([1, 2, 4])))).Message, StringComparison.Ordinal);
        Assert.Contains("length 6", Assert.Throws<IndexException>(() => lstm.Forward(x, [5L, 6L])).Message, StringComparison.Ordinal);
        Assert.Contains("lengths of [2]", Assert.Throws<ShapeException>(() => lstm.Forward(x, [5L])).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new Gru(0, 3));
        Assert.Throws<NumericException>(() => new Gru(3, 3, dropout: 1.5));
    }

    [Fact]
    public void HalfPrecisionKeepsItsType()
    {
        Gru gru = new(3, 4);
        gru.To(DType.BFloat16);
        (Tensor output, Tensor state) = gru.Forward(Tensor.Ones([5, 2, 3], DType.BFloat16));
        Assert.Equal(DType.BFloat16, output.DType);
        output.Sum().Backward();
        Assert.Equal(DType.BFloat16, gru.Parameters()[1].Grad!.DType);
        Assert.Equal(DType.BFloat16, state.DType);
    }

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
