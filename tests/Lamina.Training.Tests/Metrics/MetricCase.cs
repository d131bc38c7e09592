using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>A metric and data for it, from which follows what every metric must do.</summary>
public abstract class MetricCase(string name)
{
    public string Name => name;

    public abstract void Check();

    public override string ToString() => name;
}

/// <summary>See <see cref="MetricCase"/>.</summary>
/// <param name="name">The case.</param>
/// <param name="metric">The metric.</param>
/// <param name="count">How many samples there are.</param>
/// <param name="part">The samples from one number to another.</param>
/// <param name="expected">The value over all; null if another test has it.</param>
class MetricCase<TPrediction, TTarget>(string name, Metric<TPrediction, TTarget> metric, int count, Func<int, int, (TPrediction, TTarget)> part, Tensor? expected) : MetricCase(name)
{
    // Uneven, one of a single sample.
    readonly int[] _cuts = [0, count / 3, (count / 3) + 1, count * 3 / 4, count];

    protected (TPrediction Prediction, TTarget Target) All => part(0, count);

    protected int Count => count;

    protected Tensor? Expected => expected;

    public override void Check()
    {
        MetricState<TPrediction, TTarget> whole = metric.NewState();
        Assert.True(IsNothing(whole.Result), "a new state has a value");
        Assert.Empty(whole.Parts);
        whole.Update(All.Prediction, All.Target);
        if (expected is not null)
            Same("at once", expected, whole.Result);

        MetricState<TPrediction, TTarget> stream = Run(_cuts.Zip(_cuts.Skip(1)));
        Same("batch by batch", whole.Result, stream.Result);
        Same("read twice", whole.Result, stream.Result);
        Same("in another order", whole.Result, Run(_cuts.Zip(_cuts.Skip(1)).Reverse()).Result);

        MetricState<TPrediction, TTarget> first = Run(_cuts.Zip(_cuts.Skip(1)).Take(2)), second = Run(_cuts.Zip(_cuts.Skip(1)).Skip(2)), none = metric.NewState();
        second.Merge(none);
        none.Merge(first);
        none.Merge(second);
        Same("merged", whole.Result, none.Result);
        first.Merge(second.Parts);
        Same("merged by parts", whole.Result, first.Result);

        MetricState<TPrediction, TTarget> restored = metric.NewState();
        restored.Merge(stream.Parts);
        Assert.Equal(stream.Result.ToArray<double>(), restored.Result.ToArray<double>());
        Assert.All(restored.Parts, tensor => Assert.Equal(DType.Float64, tensor.DType));
        if (restored.Parts[0].Rank > 0)
            Assert.Throws<ShapeException>(() => restored.Merge([.. restored.Parts.Select(tensor => tensor.Unsqueeze(0))]));

        stream.Reset();
        Assert.True(IsNothing(stream.Result), $"after a reset there is {stream.Result}");
        stream.Update(All.Prediction, All.Target);
        Same("after a reset", whole.Result, stream.Result);
    }

    protected static void Same(string what, Tensor expected, Tensor actual) => Comparison.Check(what, expected, actual);

    protected MetricState<TPrediction, TTarget> Run(IEnumerable<(int From, int To)> cuts)
    {
        MetricState<TPrediction, TTarget> state = metric.NewState();
        foreach ((int from, int to) in cuts)
        {
            (TPrediction prediction, TTarget target) = part(from, to);
            state.Update(prediction, target);
        }

        return state;
    }

    // Counts of nothing are zeros, any other number of nothing is none.
    static bool IsNothing(Tensor result) => result.ToArray<double>().All(value => double.IsNaN(value) || (value == 0 && result.Count > 1));
}
