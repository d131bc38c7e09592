using Lamina.Data;
using Lamina.NN;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public sealed class ClipTests
{
    [Fact]
    public void Limits_do_what_a_loop_of_ones_own_does_with_clipping_to_the_bit()
    {
        foreach ((double? norm, double? limit) in (IEnumerable<(double?, double?)>)[(0.1, null), (null, 0.01), (0.1, 0.02)])
        {
            Sequential looped = Problems.Mlp();
            Sgd optimizer = new(looped.Parameters(), 0.5, momentum: 0.9);
            double largest = 0;
            DataLoader loader = new(Problems.CloudSet(100), 32, shuffle: true, seed: 5);
            for (int epoch = 0; epoch < 3; epoch++)
            {
                foreach (Batch batch in loader)
                {
                    optimizer.ZeroGrad();
                    Loss.CrossEntropy(looped.Call(batch.Input), batch.Target).Backward();
                    if (norm is { } most)
                        largest = Math.Max(largest, Clip.GradientNorm(looped.Parameters(), most).ToDouble());
                    if (limit is { } each)
                        Clip.GradientValue(looped.Parameters(), each);
                    optimizer.Step();
                }
            }

            Assert.True(norm is null || largest > norm, "Nothing was clipped: the test shows nothing.");
            foreach (bool captured in (bool[])[true, false])
            {
                Model model = Made(norm, limit);
                History history = model.Fit(Problems.CloudSet(100), 3, batchSize: 32, seed: 5, captured: captured, verbose: Verbosity.Silent);
                Assert.Null(history.EagerBecause);
                Assert.Equal(Weights(looped), Weights(model.Module));
            }

            Model unlimited = Made(null, null);
            unlimited.Fit(Problems.CloudSet(100), 3, batchSize: 32, seed: 5, verbose: Verbosity.Silent);
            Assert.NotEqual(Weights(looped), Weights(unlimited.Module));
        }
    }

    [Fact]
    public void The_limit_is_that_of_an_update_and_of_gradients_without_the_scale_of_the_loss()
    {
        Model whole = Made(0.1, null), parts = Made(0.1, null), scaled = Made(0.1, null);
        scaled.LossScaler = new LossScaler(1024);
        whole.Fit(Problems.CloudSet(96), 2, batchSize: 32, verbose: Verbosity.Silent);
        parts.Fit(Problems.CloudSet(96), 2, batchSize: 8, accumulate: 4, verbose: Verbosity.Silent);
        scaled.Fit(Problems.CloudSet(96), 2, batchSize: 32, verbose: Verbosity.Silent);
        foreach (Model other in (Model[])[parts, scaled])
            Assert.All(Weights(whole.Module).Zip(Weights(other.Module)), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Limits_are_saved()
    {
        using TemporaryFolder folder = new();
        Model model = Made(0.25, 0.5);
        model.Fit(Problems.CloudSet(32), 1, verbose: Verbosity.Silent);
        model.Save(folder.File("limited.lamina"));
        Model read = Model.Load(folder.File("limited.lamina"));
        Assert.Equal((0.25, 0.5), (read.ClipNorm, read.ClipValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ClipNorm = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ClipValue = double.NaN);
    }

    static Model Made(double? norm, double? limit)
    {
        Model model = Problems.Mlp().Compile(new Sgd(0.5, momentum: 0.9), Loss.CrossEntropy());
        (model.ClipNorm, model.ClipValue) = (norm, limit);
        return model;
    }

    static float[] Weights(Module network) => [.. network.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())];
}
