using System.Text.Json;
using Lamina.Graphs;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>A metric of tensors: as all, and it is captured, saved, and takes float32.</summary>
/// <param name="name">The case.</param>
/// <param name="metric">The metric.</param>
/// <param name="prediction">Predictions.</param>
/// <param name="target">Targets.</param>
/// <param name="expected">The value over all; null if another test has it.</param>
/// <param name="isReplayed">False for a metric that reads values to the host.</param>
sealed class TensorMetricCase(string name, Metric metric, Tensor prediction, Tensor target, Tensor? expected = null, bool isReplayed = true)
    : MetricCase<Tensor, Tensor>(name, metric, (int)prediction.Shape[0], (from, to) => (Rows(prediction, from, to), Rows(target, Share(from, prediction, target), Share(to, prediction, target))), expected)
{
    readonly Metric _metric = metric;

    public override void Check()
    {
        base.Check();
        CheckReplay();
        CheckForm();
        MetricState<Tensor, Tensor> narrow = _metric.NewState();
        (Tensor said, Tensor truth) = All;
        narrow.Update(said.DType == DType.Float64 ? said.To(DType.Float32) : said, truth.DType == DType.Float64 ? truth.To(DType.Float32) : truth);
        if (Expected is not null)
            Assert.True(narrow.Result.AllClose(Expected, 1e-4, 1e-5), $"of float32 the value is {narrow.Result}, not {Expected}");
    }

    // A collection of features may be compared with a larger one.
    static int Share(int sample, Tensor prediction, Tensor target) => (int)(sample * target.Shape[0] / prediction.Shape[0]);

    static Tensor Rows(Tensor all, int from, int to) => all.Slice(0, from, to);

    void CheckReplay()
    {
        int size = Count / 4;
        MetricState<Tensor, Tensor> eager = _metric.NewState(), replayed = _metric.NewState();
        Step step = Capture.Step((said, truth) =>
        {
            replayed.Update(said, truth);
            return said.Sum();
        });
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 4; i++)
            {
                (Tensor said, Tensor truth) = (Rows(prediction, i * size, (i + 1) * size).Clone(), Rows(target, i * size, (i + 1) * size).Clone());
                eager.Update(said, truth);
                _ = step.Run(said, truth);
            }

            Assert.Equal(eager.Result.ToArray<double>(), replayed.Result.ToArray<double>());
            eager.Reset();
            replayed.Reset();
        }

        Assert.Equal(isReplayed, step.WhyEager is null);
    }

    void CheckForm()
    {
        string text = MetricForms.Write(_metric)?.ToJsonString() ?? throw new InvalidOperationException($"{Name} cannot be saved.");
        Metric made = MetricForms.Make(new Described("a.lamina", "metrics[0]", JsonDocument.Parse(text).RootElement, new ElementBudget(0)));
        MetricState<Tensor, Tensor> state = made.NewState(), own = _metric.NewState();
        state.Update(All.Prediction, All.Target);
        own.Update(All.Prediction, All.Target);
        Assert.Equal(_metric.Name, made.Name);
        Assert.Equal(own.Result.ToArray<double>(), state.Result.ToArray<double>());
    }
}
