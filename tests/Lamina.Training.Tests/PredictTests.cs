using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class PredictTests
{
    [Fact]
    public void Many_threads_predict_what_one_does_and_the_mode_comes_back()
    {
        Model model = Problems.Cnn(dropout: true).Compile(new Sgd(0.1), Loss.CrossEntropy());
        ((Sequential)model.Module)[1].Eval();
        Tensor x = Problems.Bars(300).ReadAll().Input;
        float[] serial = model.Predict(x, 32).ToArray<float>();
        Assert.Equal(600, serial.Length);
        Assert.Equal(serial, model.Predict(Problems.Bars(300), 32).ToArray<float>());

        // Kernels are chosen by shape, so another batch size may round otherwise.
        float[] other = model.Predict(x, 50).ToArray<float>();
        Assert.All(Enumerable.Range(0, serial.Length), i => Assert.Equal(serial[i], other[i], 5));
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Assert.Equal(serial, model.Predict(x, 32).ToArray<float>()));
        Assert.True(model.Module.IsTraining);
        Assert.False(((Sequential)model.Module)[1].IsTraining);
        Assert.True(((Sequential)model.Module)[5].IsTraining);
        Assert.False(model.Predict(x).RequiresGrad);
    }

    sealed class Counting(Func<int, Tensor, Tensor> change) : Module<Tensor, Tensor>
    {
        readonly Sequential layers = Problems.Cnn(dropout: true);

        public int Calls { get; private set; }

        public Sequential Layers => layers;

        public override Tensor Forward(Tensor x) => change(++Calls, layers.Forward(x));
    }

    [Fact]
    public void Batches_after_the_second_are_replayed_with_the_same_bits()
    {
        Counting net = new((_, x) => x);
        Model model = net.Compile(new Sgd(0.1), Loss.CrossEntropy(), Metric.Accuracy);
        Tensor x = Problems.Bars(300).ReadAll().Input;
        float[] whole = [.. Enumerable.Range(0, 10).SelectMany(i => model.Predict(x.Slice(0, i * 32, Math.Min(300, (i + 1) * 32)), 32).ToArray<float>())];
        Assert.Equal(10, net.Calls);
        Assert.Equal(whole, model.Predict(x, 32).ToArray<float>());

        // The first, the second, and the smaller last one.
        Assert.Equal(13, net.Calls);
        Evaluation once = model.Evaluate(Problems.Bars(300), 32);
        Assert.Equal(16, net.Calls);

        // A hook runs for every batch.
        int hooked = 0;
        using (net.Layers[0].RegisterForwardHook((input, output) => { hooked++; return output; }))
        {
            Assert.Equal(whole, model.Predict(x, 32).ToArray<float>());
            Assert.Equal(10, hooked);
            Evaluation each = model.Evaluate(Problems.Bars(300), 32);
            Assert.Equal(20, hooked);
            Assert.Equal(once.Values, each.Values);
        }
    }

    [Fact]
    public void A_network_that_is_another_for_every_batch_is_not_replayed()
    {
        Tensor x = Problems.Bars(160).ReadAll().Input;
        foreach (Func<int, Tensor, Tensor> change in (Func<int, Tensor, Tensor>[])[(call, x) => x * (double)call, (call, x) => call % 2 == 0 ? x.Relu() : -x])
        {
            Counting net = new(change);
            Model model = net.Compile(new Sgd(0.1), Loss.CrossEntropy());
            float[] predicted = model.Predict(x, 32).ToArray<float>();
            Assert.Equal(5, net.Calls);
            net.Eval();
            float[] expected = [.. Enumerable.Range(0, 5).SelectMany(i => change(i + 1, net.Layers.Call(x.Slice(0, i * 32, (i + 1) * 32))).ToArray<float>())];
            Assert.Equal(expected, predicted);
        }

        // Changed between two calls: nothing of the first one is left.
        double factor = 1;
        Counting scaled = new((_, x) => x * factor);
        Model other = scaled.Compile(new Sgd(0.1), Loss.CrossEntropy());
        float[] first = other.Predict(x, 32).ToArray<float>();
        factor = 2;
        Assert.Equal(first.Select(value => value * 2), other.Predict(x, 32).ToArray<float>());
    }

    [Fact]
    public void A_summary_shows_paths_shapes_and_parameters()
    {
        Model model = Problems.Cnn().Compile(new Sgd(0.1), Loss.CrossEntropy());
        Assert.Equal(
            """
            path       layer             output        parameters  FLOPs
            ------------------------------------------------------------
            (network)  Sequential        [1, 2]
              0        Conv2d(1→4, 3×3)  [1, 4, 8, 8]          40  4.6 k
              1        BatchNorm2d(4)    [1, 4, 8, 8]           8    780
              2        Relu              [1, 4, 8, 8]                256
              3        MaxPool2d(2×2)    [1, 4, 4, 4]                256
              4        Flatten           [1, 64]
              5        Dropout(0)        [1, 64]
              6        Linear(64→2)      [1, 2]               130    256
            178 parameters, 0.7 KiB, 6.2 k FLOPs for an input of float32[1, 1, 8, 8]
            training: parameters 0.7 KiB, gradients 0.7 KiB, optimizer 0 KiB, activations 2.28 KiB for a batch of 1
            in all about 8.06 KiB with what a step needs between
            """,
            model.Summary([1, 1, 8, 8]).ToString());
        Assert.Null(model.Summary().Input);
        Assert.Equal(178, model.Summary().ParameterCount);
        model.Fit(Problems.Bars(), epochs: 1, verbose: Verbosity.Silent);
        Assert.Equal(new TensorSpec(DType.Float32, [1, 1, 8, 8]), model.Summary().Input);
    }
}
