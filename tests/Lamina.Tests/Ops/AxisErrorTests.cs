using System.Reflection;

namespace Lamina.Tests.Ops;

/// <summary>An axis that is not there, or is named twice, is refused in the name of the method that was called.</summary>
public sealed class AxisErrorTests
{
    // Every method that takes an axis, called on [2, 3] with one; those of complex numbers on [2, 3, 2], whose last axis does not count.
    static readonly Dictionary<string, Func<Tensor, int, object>> Calls = new()
    {
        ["All"] = (t, a) => t.All(a),
        ["Amax"] = (t, a) => t.Amax(a),
        ["Amin"] = (t, a) => t.Amin(a),
        ["Any"] = (t, a) => t.Any(a),
        ["ArgMax"] = (t, a) => t.ArgMax(a),
        ["ArgMin"] = (t, a) => t.ArgMin(a),
        ["ArgSort"] = (t, a) => t.ArgSort(a),
        ["Chunk"] = (t, a) => t.Chunk(1, a),
        ["Concatenate"] = (t, a) => Tensor.Concatenate([t, t], a),
        ["CosineSimilarity"] = (t, a) => Tensor.CosineSimilarity(t, t, a),
        ["CountNonZero"] = (t, a) => t.CountNonZero(a),
        ["Cross"] = (t, a) => t.Cross(t, a),
        ["CumMax"] = (t, a) => t.CumMax(a),
        ["CumMin"] = (t, a) => t.CumMin(a),
        ["CumProd"] = (t, a) => t.CumProd(a),
        ["CumSum"] = (t, a) => t.CumSum(a),
        ["Diagonal"] = (t, a) => t.Diagonal(0, 0, a),
        ["Diff"] = (t, a) => t.Diff(1, a),
        ["Fft"] = (t, a) => Complex(t).Fft(axis: a),
        ["FftN"] = (t, a) => Complex(t).FftN([a]),
        ["FftShift"] = (t, a) => t.FftShift(a),
        ["Flatten"] = (t, a) => t.Flatten(0, a),
        ["Flip"] = (t, a) => t.Flip(a),
        ["Gather"] = (t, a) => t.Gather(a, Tensor.From([[0L]])),
        ["Glu"] = (t, a) => t.Glu(a),
        ["Ifft"] = (t, a) => Complex(t).Ifft(axis: a),
        ["IfftN"] = (t, a) => Complex(t).IfftN([a]),
        ["IfftShift"] = (t, a) => t.IfftShift(a),
        ["IndexAdd"] = (t, a) => t.IndexAdd(a, Tensor.From([0L]), t),
        ["IndexSelect"] = (t, a) => t.IndexSelect(a, Tensor.From([0L])),
        ["Irfft"] = (t, a) => Complex(t).Irfft(axis: a),
        ["KthValue"] = (t, a) => t.KthValue(1, a),
        ["LinearScan"] = (t, a) => t.LinearScan(t, a),
        ["LogSoftmax"] = (t, a) => t.LogSoftmax(a),
        ["LogSumExp"] = (t, a) => t.LogSumExp(a),
        ["Max"] = (t, a) => t.Max(a),
        ["Mean"] = (t, a) => t.Mean(a),
        ["Median"] = (t, a) => t.Median(a),
        ["Min"] = (t, a) => t.Min(a),
        ["Mode"] = (t, a) => t.Mode(a),
        ["MoveAxis"] = (t, a) => t.MoveAxis(0, a),
        ["NanMean"] = (t, a) => t.NanMean(a),
        ["NanSum"] = (t, a) => t.NanSum(a),
        ["Norm"] = (t, a) => t.Norm(2, [a]),
        ["Normalize"] = (t, a) => t.Normalize(2, a),
        ["Permute"] = (t, a) => t.Permute(0, a),
        ["Prod"] = (t, a) => t.Prod(a),
        ["Quantile"] = (t, a) => t.Quantile(0.5, a),
        ["RepeatInterleave"] = (t, a) => t.RepeatInterleave(2, a),
        ["Rfft"] = (t, a) => t.Rfft(axis: a),
        ["Roll"] = (t, a) => t.Roll(1, a),
        ["Rot90"] = (t, a) => t.Rot90(1, 0, a),
        ["Scatter"] = (t, a) => t.Scatter(a, Tensor.From([[0L]]), t),
        ["ScatterAdd"] = (t, a) => t.ScatterAdd(a, Tensor.From([[0L]]), t),
        ["Select"] = (t, a) => t.Select(a, 0),
        ["Slice"] = (t, a) => t.Slice(a, 0),
        ["Softmax"] = (t, a) => t.Softmax(a),
        ["Softmin"] = (t, a) => t.Softmin(a),
        ["Sparsemax"] = (t, a) => t.Sparsemax(a),
        ["Sort"] = (t, a) => t.Sort(a),
        ["Split"] = (t, a) => t.Split(1, a),
        ["Squeeze"] = (t, a) => t.Squeeze(a),
        ["Stack"] = (t, a) => Tensor.Stack([t, t], a),
        ["StandardDeviation"] = (t, a) => t.StandardDeviation(a),
        ["Sum"] = (t, a) => t.Sum(a),
        ["SwapAxes"] = (t, a) => t.SwapAxes(0, a),
        ["TakeAlongAxis"] = (t, a) => t.TakeAlongAxis(Tensor.From([[0L]]), a),
        ["TopK"] = (t, a) => t.TopK(1, a),
        ["Transpose"] = (t, a) => t.Transpose(0, a),
        ["Unfold"] = (t, a) => t.Unfold(a, 1, 1),
        ["Unsqueeze"] = (t, a) => t.Unsqueeze(a),
        ["Variance"] = (t, a) => t.Variance(a),
    };

    // Every method that takes a set of axes, called with one that is named twice.
    static readonly Dictionary<string, Func<Tensor, object>> Twice = new()
    {
        ["All"] = t => t.All(0, -2),
        ["Amax"] = t => t.Amax(0, -2),
        ["Amin"] = t => t.Amin(0, -2),
        ["Any"] = t => t.Any(0, -2),
        ["CountNonZero"] = t => t.CountNonZero(0, -2),
        ["FftN"] = t => Complex(t).FftN([0, -2]),
        ["FftShift"] = t => t.FftShift(0, -2),
        ["Flip"] = t => t.Flip(0, -2),
        ["IfftN"] = t => Complex(t).IfftN([0, -2]),
        ["IfftShift"] = t => t.IfftShift(0, -2),
        ["LogSumExp"] = t => t.LogSumExp(0, -2),
        ["Mean"] = t => t.Mean(0, -2),
        ["NanMean"] = t => t.NanMean(0, -2),
        ["NanSum"] = t => t.NanSum(0, -2),
        ["Norm"] = t => t.Norm(2, [0, -2]),
        ["Permute"] = t => t.Permute(0, -2),
        ["Prod"] = t => t.Prod(0, -2),
        ["StandardDeviation"] = t => t.StandardDeviation(0, -2),
        ["Sum"] = t => t.Sum(0, -2),
        ["Variance"] = t => t.Variance(0, -2),
    };

    [Fact]
    public void An_axis_that_is_not_there_is_refused_by_name()
    {
        foreach ((string name, Func<Tensor, int, object> call) in Calls)
        {
            foreach (int axis in (int[])[7, -7])
            {
                string message = Refusal<IndexException>(name, () => call(Tensor.Ones([2, 3]), axis));
                foreach (string part in (string[])[$"axis {axis}", "[2, 3", name is "Stack" or "Unsqueeze" ? "from -3 to 2" : "from -2 to 1"])
                    Assert.True(message.Contains(part, StringComparison.Ordinal), $"{name} does not say '{part}': {message}");
            }
        }

        Assert.Contains("no axes", Refusal<IndexException>("Sum", () => Tensor.From(1.0f).Squeeze().Reshape().Sum(0)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_named_twice_is_refused_by_name()
    {
        foreach ((string name, Func<Tensor, object> call) in Twice)
        {
            string message = Refusal<LaminaException>(name, () => call(Tensor.Ones([2, 3])));
            Assert.True(message.Contains("twice", StringComparison.Ordinal) && message.Contains("[2, 3", StringComparison.Ordinal), message);
        }
    }

    [Fact]
    public void Every_method_that_takes_an_axis_is_tried()
    {
        SortedSet<string> one = [], several = [];
        foreach (MethodInfo method in typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            foreach (ParameterInfo parameter in method.GetParameters().Where(p => p.Name!.StartsWith("ax", StringComparison.Ordinal) || p.Name.EndsWith("Axis", StringComparison.Ordinal)))
            {
                if (parameter.ParameterType == typeof(int) || parameter.ParameterType == typeof(int?))
                    one.Add(method.Name);
                if (parameter.ParameterType == typeof(ReadOnlySpan<int>))
                    several.Add(method.Name);
            }
        }

        Assert.Empty(one.Union(several).Except(Calls.Keys));
        Assert.Empty(several.Except(Twice.Keys));
    }

    static Tensor Complex(Tensor t) => Tensor.Stack([t, t], -1);

    static string Refusal<E>(string name, Func<object> call)
        where E : LaminaException
    {
        string message = Assert.ThrowsAny<E>(() => { call(); }).Message;
        Assert.True(message.StartsWith(name + ":", StringComparison.Ordinal), $"{name} is called, and the error does not begin with its name: {message}");
        return message;
    }
}
