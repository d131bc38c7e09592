using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Masks: who makes them, how far they go, and what recurrent layers do with them, against plain loops.</summary>
public sealed class MaskingTests
{
    // Holes, padding behind and before, nothing at all, everything.
    static readonly bool[][] Masks =
    [
        [true, false, true, true, false, true], [true, true, true, false, false, false], [false, false, true, true, true, false], [false, false, false, false, false, false], [true, true, true, true, true, true],
    ];

    static Tensor Mask => Tensor.From([.. Masks.SelectMany(row => row)]).Reshape(5, 6);

    static RecurrentKerasLayer[] Layers(bool returnSequences)
    {
        RecurrentKerasLayer[] layers = [new LSTM(3, returnSequences, [6, 2]), new GRU(3, returnSequences, [6, 2]), new SimpleRNN(3, Activation.Tanh, returnSequences, [6, 2])];
        foreach (RecurrentKerasLayer layer in layers)
            layer.To(DType.Float64);
        return layers;
    }

    // Each sequence alone without its masked steps; the output of a masked step is that of the one before, zeros at first.
    static Tensor ByLoops(RecurrentKerasLayer layer, Tensor x, bool backward)
    {
        List<Tensor> rows = [];
        for (int n = 0; n < Masks.Length; n++)
        {
            int[] kept = [.. Enumerable.Range(0, 6).Where(t => Masks[n][t])];
            Tensor nothing = Tensor.Zeros([3], DType.Float64);
            Tensor? alone = kept.Length == 0 ? null : layer.Forward(Tensor.Stack([.. kept.Select(t => x.Select(0, n).Select(0, t))]).Unsqueeze(0)).Squeeze(0);
            if (!layer.ReturnSequences)
            {
                rows.Add(alone ?? nothing);
                continue;
            }

            Tensor[] outputs = new Tensor[6];
            Tensor held = nothing;
            for (int i = 0; i < 6; i++)
            {
                int t = backward ? 5 - i : i, place = Array.IndexOf(kept, t);
                outputs[t] = held = place < 0 ? held : alone!.Select(0, place);
            }

            rows.Add(Tensor.Stack(outputs));
        }

        return Tensor.Stack([.. rows]);
    }

    static void Near(Tensor expected, Tensor got)
    {
        Assert.Equal(expected.Shape, got.Shape);
        Assert.True((expected - got).Abs().Max().ToDouble() < 1e-12, $"{(expected - got).Abs().Max().ToDouble()}");
    }

    [Fact]
    public void Masked_steps_are_skipped_and_repeat_the_output_before()
    {
        foreach (bool returnSequences in (bool[])[false, true])
        {
            foreach (RecurrentKerasLayer layer in Layers(returnSequences))
            {
                Tensor x = Tensor.Randn([5, 6, 2], DType.Float64, new Generator(1)).RequireGrad();
                Tensor y = layer.Forward(x, Mask), expected = ByLoops(layer, x, backward: false);
                Near(expected, y);
                Tensor weights = Tensor.Randn(y.Shape, DType.Float64, new Generator(2));
                Tensor[] ours = (y * weights).Sum().Gradients(x, layer.Weight!), theirs = (expected * weights).Sum().Gradients(x, layer.Weight!);
                Near(theirs[0], ours[0]);
                Near(theirs[1], ours[1]);

                Bidirectional both = new(layer, MergeMode.Concat);
                Tensor pair = both.Forward(x, Mask);
                Near(expected, pair.Slice(-1, 0, 3));
                both.BackwardLayer.To(DType.Float64);
                Near(ByLoops(both.BackwardLayer, x, backward: true), both.Forward(x, Mask).Slice(-1, 3, 6));
            }
        }
    }

    [Fact]
    public void A_simple_network_with_a_mask_is_its_formula()
    {
        SimpleRNN layer = (SimpleRNN)Layers(true)[2];
        layer.Bias!.Load(Tensor.Randn([3], DType.Float64, new Generator(3)));
        Tensor x = Tensor.Randn([5, 6, 2], DType.Float64, new Generator(1)), y = layer.Forward(x, Mask);
        for (int n = 0; n < 5; n++)
        {
            double[] h = new double[3];
            for (int t = 0; t < 6; t++)
            {
                if (Masks[n][t])
                {
                    h = [.. Enumerable.Range(0, 3).Select(u => Math.Tanh(layer.Bias.Value[u].ToDouble()
                        + Enumerable.Range(0, 2).Sum(f => layer.Weight!.Value[u, f].ToDouble() * x[n, t, f].ToDouble())
                        + Enumerable.Range(0, 3).Sum(v => layer.RecurrentWeight!.Value[u, v].ToDouble() * h[v])))];
                }

                for (int u = 0; u < 3; u++)
                    Assert.Equal(h[u], y[n, t, u].ToDouble(), 1e-12);
            }
        }
    }

    [Fact]
    public void Masks_go_from_the_layer_that_makes_them_to_those_that_take_them()
    {
        Tensor numbers = Tensor.From(3L, 0, 2, 5, 0, 0, 1, 1, 4, 0, 0, 0).Reshape(2, 6), mask = numbers.NotEqualTo(0);
        Embedding embedding = new(6, 4, maskZero: true);
        LSTM lstm = new(3, returnSequences: true);
        Dense dense = new(4, Activation.Tanh);
        GRU gru = new(2);
        Sequential inner = new(lstm, new Dropout(0.5)), net = new(embedding, inner, new TimeDistributed(dense), gru, new Dense(1));
        net.Eval();
        Tensor y = net.Forward(numbers);
        Tensor steps = dense.Forward(lstm.Forward(embedding.Forward(numbers), mask));
        Assert.Equal(net[^1].Forward(gru.Forward(steps, mask)).ToArray<float>(), y.ToArray<float>());
        Assert.NotEqual(net[^1].Forward(gru.Forward(steps)).ToArray<float>(), y.ToArray<float>());

        // What is masked has no part in the result; a layer that moves the steps ends the mask.
        Tensor table = embedding.Weight.Value.Detach().Clone();
        table.Select(0, 0).CopyFrom(Tensor.Full([4], 100f));
        embedding.Weight.Load(table);
        Assert.Equal(y.ToArray<float>(), net.Forward(numbers).ToArray<float>());
        Sequential moved = new(embedding, new Permute([2, 1]), new LSTM(2));
        Assert.Equal([2, 2], moved.Forward(numbers).Shape);

        // The graph of the same layers, with a branch, gives the same; of two masks steps count that count in both.
        Input x = new([6], DType.Int64);
        Node hidden = new TimeDistributed(dense).Of(lstm.Of(embedding.Of(x)));
        Functional graph = new(x, net[^1].Of(gru.Of(hidden)));
        graph.Eval();
        Assert.Equal(y.ToArray<float>(), graph.Forward(numbers).ToArray<float>());
        Assert.Equal(y.ToArray<float>(), new Sequential(graph).Forward(numbers).ToArray<float>());
        Input first = new([6, 2]), second = new([6, 2]);
        SimpleRNN last = new(3);
        Functional merged = new([first, second], [last.Of(new Masking(9).Of(first) + new Masking(7).Of(second))]);
        Tensor a = Tensor.Randn([2, 6, 2]), b = Tensor.Randn([2, 6, 2]);
        a.Select(1, 1).CopyFrom(Tensor.Full([2, 2], 9f));
        b.Select(1, 4).CopyFrom(Tensor.Full([2, 2], 7f));
        Tensor both = Tensor.From(true, false, true, true, false, true).Expand([2, 6]);
        Assert.Equal(last.Forward(a + b, both).ToArray<float>(), merged.ForwardAll(a, b)[0].ToArray<float>());
        Assert.Contains("takes a mask of [2, 6]", Assert.Throws<ShapeException>(() => last.Forward(a, Tensor.Ones([2, 5], DType.Bool))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_captured_step_with_a_mask_is_the_eager_one()
    {
        Sequential Make()
        {
            Tensor.Seed(5);
            Sequential net = new(new Embedding(6, 4, maskZero: true), new Bidirectional(new GRU(3, returnSequences: true)), new LSTM(3), new Dense(1));
            net.Build(Tensor.Ones([1, 6], DType.Int64));
            return net;
        }

        (Sequential eager, Sequential captured) = (Make(), Make());
        Func<Tensor, Tensor> Train(Sequential net)
        {
            Sgd optimizer = new(net.Parameters(), 0.1);
            return x =>
            {
                optimizer.ZeroGrad();
                Tensor loss = net.Forward(x).Square().Mean();
                loss.Backward();
                optimizer.Step();
                return loss;
            };
        }

        Func<Tensor, Tensor> plain = Train(eager);
        Step step = Capture.Step(Train(captured));
        for (int i = 0; i < 5; i++)
        {
            Tensor x = Tensor.RandInt([3, 6], 0, 6, generator: new Generator(i));
            Assert.Equal(plain(x).ToSingle(), step.Run(x).ToSingle());
        }

        Assert.Null(step.WhyEager);
    }
}
