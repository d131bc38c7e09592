using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(Alone.Name)]
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

    [Fact]
    public void A_summary_shows_paths_shapes_and_parameters()
    {
        Model model = Problems.Cnn().Compile(new Sgd(0.1), Loss.CrossEntropy());
        Assert.Equal(
            """
            path       layer             output        parameters
            -----------------------------------------------------
            (network)  Sequential        [1, 2]
            0          Conv2d(1→4, 3×3)  [1, 4, 8, 8]          40
            1          BatchNorm2d(4)    [1, 4, 8, 8]           8
            2          Relu              [1, 4, 8, 8]
            3          MaxPool2d(2×2)    [1, 4, 4, 4]
            4          Flatten           [1, 64]
            5          Dropout(0)        [1, 64]
            6          Linear(64→2)      [1, 2]               130
            178 parameters, 0.7 KiB, for an input of float32[1, 1, 8, 8]
            """,
            model.Summary([1, 1, 8, 8]).ToString());
        Assert.Null(model.Summary().Input);
        Assert.Equal(178, model.Summary().ParameterCount);
        model.Fit(Problems.Bars(), epochs: 1, verbose: Verbosity.Silent);
        Assert.Equal(new TensorSpec(DType.Float32, [1, 1, 8, 8]), model.Summary().Input);
    }
}
