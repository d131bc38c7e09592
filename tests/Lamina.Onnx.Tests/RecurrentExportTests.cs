using Lamina.NN;

namespace Lamina.Onnx.Tests;

/// <summary>Recurrent layers, as ONNX's nodes for whole sequences.</summary>
public sealed class RecurrentExportTests : IDisposable
{
    static readonly OnnxExportOptions AnySize = new() { DynamicAxes = [new(0, 0, "steps"), new(0, 1, "batch")] };

    readonly ExportedModel _model = new();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void An_LSTM_of_two_layers_in_both_directions_is_the_same_for_any_steps_and_batch(bool bias, bool batchFirst)
    {
        Lstm layer = new(3, 5, 2, bias, batchFirst, bidirectional: true);
        Check(layer, "LSTM", 4, x =>
        {
            (Tensor output, LstmState state) = layer.Forward(x);
            return [output, state.Hidden, state.Cell];
        });
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_GRU_of_two_layers_in_both_directions_is_the_same_for_any_steps_and_batch(bool bias, bool batchFirst)
    {
        Gru layer = new(3, 5, 2, bias, batchFirst, bidirectional: true);
        Check(layer, "GRU", 4, x =>
        {
            (Tensor output, Tensor state) = layer.Forward(x);
            return [output, state];
        });
    }

    [Theory]
    [InlineData(RnnActivation.Tanh, true, false)]
    [InlineData(RnnActivation.Relu, false, true)]
    [InlineData(RnnActivation.Sigmoid, true, true)]
    public void A_simple_network_of_two_layers_in_both_directions_is_the_same_for_any_steps_and_batch(RnnActivation activation, bool bias, bool batchFirst)
    {
        Rnn layer = new(3, 5, 2, activation, bias, batchFirst, bidirectional: true);
        Check(layer, "RNN", 4, x =>
        {
            (Tensor output, Tensor state) = layer.Forward(x);
            return [output, state];
        });
    }

    [Fact]
    public void States_and_lengths_are_inputs_as_others()
    {
        Lstm layer = new(3, 4, bidirectional: true);
        Tensor[] Run(Tensor[] x)
        {
            (Tensor output, LstmState state) = layer.Forward(x[0], new LstmState(x[1], x[2]), x[3]);
            return [output, state.Hidden, state.Cell];
        }

        OnnxExportOptions options = new()
        {
            InputNames = ["x", "h", "c", "lengths"],
            OutputNames = ["y", "hn", "cn"],
            DynamicAxes = [new(0, 0, "steps"), new(0, 1, "batch"), new(1, 1, "batch"), new(2, 1, "batch"), new(3, 0)],
        };
        Onnx.Export(_model.FilePath, Run, [Random(5, 2, 3), Random(2, 2, 4), Random(2, 2, 4), Tensor.From([5L, 3])], options, layer);
        Assert.Equal(2, _model.Operators["LSTM"]);
        _model.IsAs(Run, Random(7, 3, 3), Random(2, 3, 4), Random(2, 3, 4), Tensor.From([2L, 7, 4]));
        OnnxModel read = Onnx.Load(_model.FilePath);
        Assert.Equal(["x", "h", "c", "lengths"], read.Inputs.Select(input => input.Name));
        Assert.Equal(["y", "hn", "cn"], read.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Keras_layers_become_nodes_too()
    {
        Sequential net = new(new Keras.LSTM(4, returnSequences: true, inputShape: [6, 3]), new Keras.GRU(5), new Keras.Dense(2));
        net.Forward(Random(1, 6, 3));
        net.ToOnnx(_model.FilePath, Random(1, 6, 3), 0);
        Assert.Equal(1, _model.Operators["LSTM"]);
        Assert.Equal(1, _model.Operators["GRU"]);
        _model.IsAs(x => [net.Forward(x[0])], Random(3, 6, 3));
    }

    [Fact]
    public void Gates_that_no_product_made_are_taken_as_they_are()
    {
        Tensor weight = Random(8, 2);
        Tensor[] Run(Tensor[] x)
        {
            (Tensor output, Tensor hidden, _) = x[0].Tanh().LstmSequence(weight, Tensor.Zeros([x[0].Shape[1], 2]), Tensor.Full([x[0].Shape[1], 2], 0.5));
            return [output, hidden];
        }

        Onnx.Export(_model.FilePath, Run, [Random(4, 1, 8)], AnySize);
        _model.IsAs(Run, Random(3, 5, 8));
    }

    static Tensor Random(params long[] shape) => Tensor.Randn([.. shape], generator: new Generator(5));

    void Check(Module layer, string opType, int count, Func<Tensor, Tensor[]> run)
    {
        foreach (long batch in new[] { 1L, 2 })
        {
            Onnx.Export(_model.FilePath, x => run(x[0]), [Random(4, batch, 3)], AnySize, layer);
            Assert.Equal(count, _model.Operators[opType]);
            Assert.DoesNotContain("Gemm", _model.Operators.Keys);
            _model.IsAs(x => run(x[0]), Random(4, batch, 3));
            _model.IsAs(x => run(x[0]), Random(6, 5, 3));
        }

        Onnx.Export(_model.FilePath, x => run(x[0]), [Random(1, 1, 3)], module: layer);
        _model.IsAs(x => run(x[0]), Random(1, 1, 3));
    }
}
