using System.Diagnostics;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class GuardCostTests
{
    // It measures about 1 %. Neighbours on the machine may stop either part for a while, so the least of three turns counts.
    [Fact]
    public void A_guard_takes_under_two_hundredths_of_a_training()
    {
        Sequential network = new(new Conv2d(1, 8, 3), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(8 * 169, 32), new Relu(), new Linear(32, 10));
        Model model = network.Compile(new Adam(), Loss.CrossEntropy());
        Tensor x = Tensor.Randn([1024, 1, 28, 28]);
        Tensor y = Tensor.From<long>([.. Enumerable.Range(0, 1024).Select(i => (long)(i % 10))], [1024]);
        double least = 1;
        for (int turn = 0; turn < 3; turn++)
        {
            Timed timed = new();
            long began = Stopwatch.GetTimestamp();
            model.Fit(x, y, epochs: 40, batchSize: 64, callbacks: [timed, new TrainingGuard(enabled: false)], verbose: Verbosity.Silent);
            least = Math.Min(least, timed.Watch.Elapsed / Stopwatch.GetElapsedTime(began));
        }

        TestContext.Current.SendDiagnosticMessage($"The guard took {least:P2}.");
        Assert.InRange(least, 0, 0.02);
    }

    sealed class Timed : Callback
    {
        readonly TrainingGuard _guard = new();

        public Stopwatch Watch { get; } = new();

        protected internal override bool ReadsBatchLoss => true;

        protected internal override void BeforeFit(TrainingContext context) => _guard.BeforeFit(context);

        protected internal override void BeforeBatch(TrainingContext context)
        {
            Watch.Start();
            _guard.BeforeBatch(context);
            Watch.Stop();
        }

        protected internal override void AfterBatch(TrainingContext context)
        {
            Watch.Start();
            _guard.AfterBatch(context);
            Watch.Stop();
        }
    }
}
