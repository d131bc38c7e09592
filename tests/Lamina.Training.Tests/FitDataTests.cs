using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Data of all kinds in <c>Fit</c>.</summary>
[Collection(nameof(Alone))]
public class FitDataTests
{
    [Fact]
    public void A_stream_whose_length_nobody_stated_trains_to_the_bits_of_the_same_set_in_memory()
    {
        (float[,] x, long[] y) = Problems.Clouds(130);
        StreamDataset<(float[], long)> stream = Dataset.Stream(_ => Enumerable.Range(0, 130).Select(i => (new[] { x[i, 0], x[i, 1] }, y[i])));
        Model one = Make(), other = Make();
        one.Fit(Problems.CloudSet(130), epochs: 3, batchSize: 16, shuffle: false, validationSplit: 0.2, verbose: Verbosity.Silent);
        History history = other.Fit(stream, epochs: 3, batchSize: 16, shuffle: false, validationSplit: 0.2, verbose: Verbosity.Silent);
        Assert.Equal(Problems.Hash(one), Problems.Hash(other));
        Assert.Equal(3, history.Epochs.Count);
        Assert.Contains("val_loss", history.Epochs[0].Metrics.Keys);
    }

    [Fact]
    public void An_epoch_of_a_sampler_may_be_longer_or_shorter_than_the_set()
    {
        ArrayDataset data = Problems.CloudSet(60);
        foreach (int count in (int[])[40, 100])
        {
            // The last update has fewer batches, and the last batch fewer samples: weights are those of updates from the same samples at once.
            Model one = Make(), other = Make();
            WeightedSampler sampler = WeightedSampler.Balanced(data.Labels(), count, seed: 3);
            History history = one.Fit(new DataLoader(data, 48, sampler: sampler), 2, verbose: Verbosity.Silent);
            other.Fit(new DataLoader(data, 16, sampler: sampler), 2, accumulate: 3, verbose: Verbosity.Silent);
            Assert.Equal(count, history.Epochs[1].Samples);
            Assert.Equal(2 * ((count + 47) / 48), one.Position.Step);
            foreach ((float expected, float actual) in Weights(one).Zip(Weights(other)))
                Assert.Equal(expected, actual, 2e-5);
        }
    }

    static Model Make() => Problems.Mlp().Compile(new Sgd(0.05), Loss.SparseCategoricalCrossEntropy(fromLogits: true));

    static float[] Weights(Model model) => [.. model.Module.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())];
}
