using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class FinderTests
{
    static Model Make() => Problems.Mlp().Compile(new Sgd(0.001), Loss.CrossEntropy());

    [Fact]
    public void A_rate_is_found_with_which_the_network_learns()
    {
        GeneratorState before = Generator.Default.State;
        LearningRateFinder found = LearningRateFinder.Run(Make, Problems.CloudSet());
        Assert.Equal(before, Generator.Default.State);
        Assert.InRange(found.Suggestion, 1e-3, 3);
        Assert.Equal(found.Rates.Order(), found.Rates);
        Assert.Equal(found.Rates.Count, found.Losses.Count);

        double Loss(double rate)
        {
            Model model = Make();
            model.Optimizer.LearningRate = rate;
            return model.Fit(Problems.CloudSet(), 2, verbose: Verbosity.Silent)["loss"][1];
        }

        Assert.True(Loss(found.Suggestion) < 0.7 * Loss(1e-4), found.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Run(Make, Problems.CloudSet(), first: 1, last: 0.1));
    }

    [Fact]
    public void The_largest_batch_within_a_budget_is_found_in_few_measurements()
    {
        foreach ((long each, long fixedBytes, long budget) in ((long, long, long)[])[(1000, 5000, 123_456), (7, 1, 1_000_000), (1 << 20, 1 << 24, 1 << 30)])
        {
            int measured = 0;
            long worst = 0;
            BatchSizeFinder found = BatchSizeFinder.Search(
                size =>
                {
                    measured++;
                    worst = Math.Max(worst, fixedBytes + (each * size));
                    return fixedBytes + (each * size);
                },
                budget,
                1 << 20);
            Assert.Equal((budget - fixedBytes) / each, found.BatchSize);
            Assert.InRange(measured, 1, 40);
            Assert.True(worst <= budget);
        }

        Assert.Equal(0, BatchSizeFinder.Search(size => 100 * size, 99, 8).BatchSize);
        Assert.Equal(8, BatchSizeFinder.Search(size => 100 * size, 9900, 8).BatchSize);
    }

    [Fact]
    public void A_real_training_step_fits_the_budget_that_it_was_found_for()
    {
        BatchSizeFinder found = BatchSizeFinder.Run(() => Problems.Cnn().Compile(new Adam(), Loss.CrossEntropy()), Problems.Bars(), budget: 64 << 20, largest: 4096);
        Assert.InRange(found.Bytes, 1, 64 << 20);
        Assert.InRange(found.BatchSize, 64, 4096);
    }
}
