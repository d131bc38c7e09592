using Lamina.Cpu;
using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class SameBitsTests
{
    [Theory]
    [InlineData("a convolutional network with dropout")]
    [InlineData("an embedding and an LSTM")]
    public void Fifty_steps_give_the_same_weights_for_any_number_of_threads_and_workers(string network)
    {
        bool reads = network.Contains("LSTM", StringComparison.Ordinal);
        int before = Workers.Count;
        try
        {
            HashSet<string> hashes = [];
            foreach (int threads in (int[])[1, 2, 3, 4])
            {
                foreach (int workers in (int[])[0, 3])
                {
                    Workers.Count = threads;
                    Model model = (reads ? Problems.Reader() : Problems.Cnn(dropout: true)).Compile(new Adam(0.003), Loss.CrossEntropy(), Metric.Accuracy);
                    Generator.Default.Reset(3);
                    model.Fit(new DataLoader(reads ? Problems.Sentences() : Problems.Bars(), 16, shuffle: true, seed: 4, workers: workers), epochs: 9, verbose: Verbosity.Silent);
                    Assert.Equal(54, model.Position.Step);
                    hashes.Add(Problems.Hash(model));
                }
            }

            Assert.Single(hashes);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void A_captured_training_is_the_eager_one_to_the_bit()
    {
        foreach (Func<Model> make in (Func<Model>[])
        [
            () => Problems.Mlp().Compile(new Sgd(0.05, momentum: 0.9), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy, Metric.TopK(2)),
            () => Problems.Cnn(dropout: true).Compile(new Adam(0.003), Loss.CrossEntropy(labelSmoothing: 0.1), Metric.Accuracy),
        ])
        {
            List<string> hashes = [], logs = [];
            foreach (bool captured in (bool[])[false, true])
            {
                Model model = make();
                Generator.Default.Reset(3);

                // 20 samples to a batch leave a shorter last batch, which is recorded by itself.
                ArrayDataset data = ((Sequential)model.Module)[0] is Linear ? Problems.CloudSet() : Problems.Bars();
                History history = model.Fit(data, epochs: 2, batchSize: 20, validationSplit: 0.1, captured: captured, verbose: Verbosity.Silent,
                    callbacks: [LearningRateSchedule.ByEpoch(epoch => 0.01 / (epoch + 1))]);
                hashes.Add(Problems.Hash(model));
                logs.Add(string.Join(" ", history.Epochs.SelectMany(epoch => epoch.Metrics).Select(pair => $"{pair.Key}={pair.Value:R}")));
            }

            Assert.Equal(hashes[0], hashes[1]);
            Assert.Equal(logs[0], logs[1]);
        }
    }
}
