using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Both directions, layers at every step, and memory of pictures: against the layers they are made of, and plain loops.</summary>
public sealed class SequenceTests
{
    static void Same(Tensor expected, Tensor got)
    {
        Assert.Equal(expected.Shape, got.Shape);
        Assert.Equal(expected.ToArray<float>(), got.ToArray<float>());
    }

    [Fact]
    public void Both_directions_are_those_of_the_bidirectional_layer()
    {
        Tensor.Seed(8);
        Tensor x = Tensor.Randn([3, 5, 2]);
        Bidirectional both = new(new LSTM(4, returnSequences: true), inputShape: [5, 2]);
        Assert.Equal([5, 8], both.OutputShapeOf([5, 2]));
        Assert.Equal("forward_layer.weight", both.StateDict().Keys.First());
        Assert.Equal("backward_layer.bias", both.StateDict().Keys.Last());
        Assert.Equal(2 * both.ForwardLayer.ParameterCount, both.ParameterCount);
        Lstm behind = new(2, 4, batchFirst: true, bidirectional: true);
        Dictionary<string, Tensor> state = [];
        foreach ((RecurrentKerasLayer layer, string suffix) in new[] { (both.ForwardLayer, "_l0"), (both.BackwardLayer, "_l0_reverse") })
        {
            state["weight_ih" + suffix] = layer.Weight!;
            state["weight_hh" + suffix] = layer.RecurrentWeight!;
            state["bias_ih" + suffix] = layer.Bias!;
            state["bias_hh" + suffix] = layer.Bias!.Value * 0;
        }

        behind.LoadStateDict(state);
        Same(behind.Forward(x).Output, both.Forward(x));

        // The last outputs are the states after the last step of each direction.
        Bidirectional last = new(new LSTM(4));
        last.Build(x);
        last.LoadStateDict(both.StateDict());
        Assert.Equal([8], last.OutputShapeOf([5, 2]));
        Same(new LastOutput(behind).Forward(x), last.Forward(x));
    }

    [Fact]
    public void Outputs_are_merged_as_asked()
    {
        Tensor x = Tensor.Randn([3, 5, 2]);
        foreach (RecurrentKerasLayer layer in new RecurrentKerasLayer[] { new GRU(4, inputShape: [5, 2]), new SimpleRNN(4, Activation.Relu, inputShape: [5, 2]) })
        {
            Bidirectional sum = new(layer, MergeMode.Sum);
            Assert.True(sum.IsBuilt);
            Assert.Equal(layer.GetType(), sum.BackwardLayer.GetType());
            Tensor forward = sum.ForwardLayer.Forward(x), backward = sum.BackwardLayer.Forward(x);
            Same(forward + backward, sum.Forward(x));
            foreach ((MergeMode mode, Tensor expected) in new[] { (MergeMode.Mul, forward * backward), (MergeMode.Ave, (forward + backward) / 2), (MergeMode.Concat, Tensor.Concatenate([forward, backward], -1)) })
            {
                Bidirectional other = new(layer, mode);
                other.LoadStateDict(sum.StateDict());
                Same(expected, other.Forward(x));
            }
        }

        Assert.Throws<ShapeException>(() => new Bidirectional(new LSTM(3)).Forward(Tensor.Zeros([2, 3])));
    }

    [Fact]
    public void A_layer_goes_over_every_step()
    {
        TimeDistributed dense = new(new Dense(4, Activation.Relu), [5, 3]);
        Sequential net = new(dense, new LSTM(2));
        Assert.True(net.Build());
        Assert.Equal("0.layer.weight", net.StateDict().Keys.First());
        Tensor x = Tensor.Randn([2, 5, 3]), y = dense.Forward(x);
        Assert.Equal([2, 5, 4], y.Shape);
        for (int step = 0; step < 5; step++)
            Assert.True((dense.Layer.Call(x.Select(1, step)) - y.Select(1, step)).Abs().Max().ToDouble() < 1e-6);
        TimeDistributed pictures = new(new Sequential(new Conv2D(3, 2), new GlobalAveragePooling2D()));
        Assert.Equal([2, 4, 3], pictures.Forward(Tensor.Randn([2, 4, 5, 5, 1])).Shape);
        Assert.Contains("[N, steps, ..]", Assert.Throws<ShapeException>(() => dense.Forward(Tensor.Zeros([3]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_of_pictures_is_what_plain_loops_give()
    {
        const int N = 2, T = 3, H = 5, W = 4, C = 2, F = 3;
        foreach (Padding padding in new[] { Padding.Same, Padding.Valid })
        {
            ConvLSTM2D layer = new(F, (3, 2), padding: padding, returnSequences: true, inputShape: [T, H, W, C]);
            layer.To(DType.Float64);
            Assert.Equal(["weight", "bias", "recurrent.weight"], layer.StateDict().Keys);
            Assert.Equal([0.0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0], layer.Layer!.Bias!.Value.ToArray<double>());
            Tensor x = Tensor.Randn([N, T, H, W, C], DType.Float64, new Generator(1)), y = layer.Forward(x);
            (int height, int width) = padding == Padding.Same ? (H, W) : (H - 2, W - 1);
            Assert.Equal([N, T, height, width, F], y.Shape);
            Assert.Equal([T, height, width, F], layer.OutputShapeOf([T, H, W, C]));
            double[] weight = layer.Layer.Weight.Value.ToArray<double>(), recurrent = layer.Recurrent!.Weight.Value.ToArray<double>(), bias = layer.Layer.Bias.Value.ToArray<double>(), input = x.ToArray<double>();
            (int top, int left) = padding == Padding.Same ? (1, 0) : (0, 0);
            for (int n = 0; n < N; n++)
            {
                double[,,] hidden = new double[F, height, width], cell = new double[F, height, width];
                for (int t = 0; t < T; t++)
                {
                    double[,,] nextHidden = new double[F, height, width], nextCell = new double[F, height, width];
                    for (int f = 0; f < F; f++)
                    {
                        for (int r = 0; r < height; r++)
                        {
                            for (int c = 0; c < width; c++)
                            {
                                double Gate(int gate)
                                {
                                    int o = (gate * F) + f;
                                    double sum = bias[o];
                                    for (int u = 0; u < 3; u++)
                                    {
                                        for (int v = 0; v < 2; v++)
                                        {
                                            (int i, int j) = (r + u - top, c + v - left);
                                            for (int k = 0; k < C && i >= 0 && i < H && j >= 0 && j < W; k++)
                                                sum += weight[(((((o * C) + k) * 3) + u) * 2) + v] * input[(((((((n * T) + t) * H) + i) * W) + j) * C) + k];
                                            (i, j) = (r + u - 1, c + v);
                                            for (int k = 0; k < F && i >= 0 && i < height && j >= 0 && j < width; k++)
                                                sum += recurrent[(((((o * F) + k) * 3) + u) * 2) + v] * hidden[k, i, j];
                                        }
                                    }

                                    return sum;
                                }

                                static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
                                nextCell[f, r, c] = (Sigmoid(Gate(1)) * cell[f, r, c]) + (Sigmoid(Gate(0)) * Math.Tanh(Gate(2)));
                                nextHidden[f, r, c] = Sigmoid(Gate(3)) * Math.Tanh(nextCell[f, r, c]);
                                Assert.Equal(nextHidden[f, r, c], y[n, t, r, c, f].ToDouble(), 1e-12);
                            }
                        }
                    }

                    (hidden, cell) = (nextHidden, nextCell);
                }
            }

            ConvLSTM2D last = new(F, (3, 2), padding: padding);
            last.Build(x);
            last.LoadStateDict(layer.StateDict());
            Assert.Equal(y.Select(1, T - 1).ToArray<double>(), last.Forward(x).ToArray<double>());
            last.Forward(x).Sum().Backward();
            Assert.All(last.Parameters(), parameter => Assert.NotNull(parameter.Grad));
        }

        // Keras' count for 40 filters of 3 × 3 on one channel.
        Assert.Equal(59_200, new ConvLSTM2D(40, 3, inputShape: [4, 8, 8, 1]).ParameterCount);
        Assert.Contains("pictures", Assert.Throws<ShapeException>(() => new ConvLSTM2D(2, 3).Forward(Tensor.Zeros([2, 3, 4, 5]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new ConvLSTM2D(0, 3));
    }

    [Fact]
    public void A_captured_step_has_the_bits_of_the_eager_one()
    {
        Func<Tensor, Tensor> Trainer()
        {
            Generator generator = new(3);
            Sequential net = new(new ConvLSTM2D(3, 2, returnSequences: true), new TimeDistributed(new Flatten()), new Bidirectional(new GRU(4)), new Dense(1));
            net.Build(Tensor.Zeros([1, 4, 5, 5, 2]));
            foreach (Parameter parameter in net.Parameters())
                parameter.Load(Tensor.Uniform(parameter.Shape, -0.5, 0.5, generator: generator));
            Adam optimizer = new(net.Parameters(), 0.01);
            return x =>
            {
                optimizer.ZeroGrad();
                Tensor loss = (net.Forward(x) - 1).Square().Mean();
                loss.Backward();
                optimizer.Step();
                return loss;
            };
        }

        Func<Tensor, Tensor> eager = Trainer();
        Step step = Capture.Step(Trainer());
        for (int i = 0; i < 5; i++)
        {
            Tensor x = Tensor.Randn([2, 4, 5, 5, 2], generator: new Generator(i % 2));
            Assert.Equal(eager(x).ToSingle(), step.Run(x).ToSingle());
        }

        Assert.Null(step.WhyEager);
    }
}
