using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Attention by Keras' names, against plain loops.</summary>
public sealed class AttentionTests
{
    static readonly Tensor Q = Tensor.Randn([2, 3, 4], DType.Float64, new Generator(1)), V = Tensor.Randn([2, 5, 6], DType.Float64, new Generator(2)), K = Tensor.Randn([2, 5, 4], DType.Float64, new Generator(3));

    static readonly bool[] QueryMask = [true, true, false, true, true, true], ValueMask = [true, false, true, true, false, true, true, true, true, false];

    // The weighted mean of the values by a score of two vectors.
    static double[] ByLoops(Func<double[], double[], double> score, bool masked, bool causal)
    {
        static double[] Row(Tensor x, int n, int t) => [.. Enumerable.Range(0, (int)x.Shape[2]).Select(i => x[n, t, i].ToDouble())];
        double[] y = new double[2 * 3 * 6];
        for (int n = 0; n < 2; n++)
        {
            for (int t = 0; t < 3; t++)
            {
                double[] weights = [.. Enumerable.Range(0, 5).Select(s => (masked && !ValueMask[(n * 5) + s]) || (causal && s > t) ? 0 : Math.Exp(score(Row(Q, n, t), Row(K, n, s))))];
                for (int i = 0; i < 6; i++)
                    y[(((n * 3) + t) * 6) + i] = masked && !QueryMask[(n * 3) + t] ? 0 : Enumerable.Range(0, 5).Sum(s => weights[s] * V[n, s, i].ToDouble()) / weights.Sum();
            }
        }

        return y;
    }

    static void Check(AttentionLayer layer, Func<double[], double[], double> score)
    {
        Tensor queryMask = Tensor.From(QueryMask).Reshape(2, 3), valueMask = Tensor.From(ValueMask).Reshape(2, 5);
        foreach ((bool masked, bool causal) in (ReadOnlySpan<(bool, bool)>)[(false, false), (true, false), (true, true), (false, true)])
        {
            Tensor y = layer.Forward(Q, V, K, masked ? queryMask : null, masked ? valueMask : null, causal);
            Assert.Equal([2, 3, 6], y.Shape);
            Assert.Equal(ByLoops(score, masked, causal), y.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        }

        Assert.Equal(layer.Forward(Q, V, K).ToArray<double>(), layer.Forward([Q, V, K]).ToArray<double>());
        Assert.Equal(layer.Forward(Q, K, K).ToArray<double>(), layer.Forward([Q, K]).ToArray<double>());
        Tensor queries = Q.Clone().RequireGrad();
        layer.Forward(queries, V, K).Square().Sum().Backward();
        Assert.NotEqual(0, queries.Grad!.Abs().Sum().ToDouble());
        Assert.All(layer.Parameters(), parameter => Assert.NotEqual(0, parameter.Grad!.Abs().Sum().ToDouble()));
    }

    [Fact]
    public void Outputs_are_means_by_the_scores_of_Keras()
    {
        Check(new Attention(), (q, k) => q.Zip(k, (a, b) => a * b).Sum());
        Attention scaled = new(useScale: true), concat = new(scoreMode: AttentionScore.Concat), both = new(true, AttentionScore.Concat);
        foreach (Attention layer in new[] { scaled, concat, both })
            layer.To(DType.Float64);
        Assert.Equal(["scale"], scaled.StateDict().Keys);
        Assert.Equal(["scale", "concat_score_weight"], both.StateDict().Keys);
        Assert.Equal(1, both.ConcatScoreWeight!.Value.ToDouble());
        scaled.Scale!.Load(Tensor.Full([], 0.3, DType.Float64));
        both.Scale!.Load(Tensor.Full([], 0.3, DType.Float64));
        concat.ConcatScoreWeight!.Load(Tensor.Full([], 0.7, DType.Float64));
        Check(scaled, (q, k) => 0.3 * q.Zip(k, (a, b) => a * b).Sum());
        Check(concat, (q, k) => 0.7 * q.Zip(k, (a, b) => Math.Tanh(a + b)).Sum());
        Check(both, (q, k) => q.Zip(k, (a, b) => Math.Tanh(0.3 * (a + b))).Sum());

        AdditiveAttention additive = new(inputShape: [3, 4]), plain = new(useScale: false);
        additive.To(DType.Float64);
        Assert.True(additive.IsBuilt);
        double[] weights = additive.Scale!.Value.ToArray<double>();
        Assert.All(weights, weight => Assert.InRange(Math.Abs(weight), 0, Math.Sqrt(6.0 / 8)));
        Check(additive, (q, k) => q.Zip(k, (a, b) => Math.Tanh(a + b)).Zip(weights, (a, w) => a * w).Sum());
        Check(plain, (q, k) => q.Zip(k, (a, b) => Math.Tanh(a + b)).Sum());
    }

    [Fact]
    public void Heads_of_queries_share_those_of_keys()
    {
        GroupQueryAttention layer = new(3, 4, 2);
        Assert.False(layer.IsBuilt());
        Tensor y = layer.Forward(Q, V, K);
        Assert.True(layer.IsBuilt());
        Assert.Equal([2, 3, 4], y.Shape);
        Assert.Equal(DType.Float64, layer.Query.Weight!.DType);
        Assert.Equal([4, 4, 3], layer.Query.Weight.Shape);
        Assert.Equal([6, 2, 3], layer.Value.Weight!.Shape);
        Assert.Equal([4, 3, 4], layer.Output!.Weight!.Shape);
        Assert.Equal(["query.weight", "query.bias", "key.weight", "key.bias", "value.weight", "value.bias", "output.weight", "output.bias"], layer.StateDict().Keys);

        Tensor Masked(bool all) => layer.Forward(Q, V, K, valueMask: all ? Tensor.Ones([2, 5], DType.Bool) : Tensor.From(ValueMask).Reshape(2, 5));
        foreach ((Tensor got, bool[] mask) in new[] { (y, [.. Enumerable.Repeat(true, 10)]), (Masked(true), [.. Enumerable.Repeat(true, 10)]), (Masked(false), ValueMask) })
        {
            Tensor q = layer.Query.Forward(Q), k = layer.Key.Forward(K), v = layer.Value.Forward(V), heads = Tensor.Zeros([2, 3, 4, 3], DType.Float64);
            double[] mixed = new double[2 * 3 * 4 * 3];
            for (int place = 0; place < 24; place++)
            {
                (int n, int t, int h) = (place / 12, place / 4 % 3, place % 4);
                double[] weights = [.. Enumerable.Range(0, 5).Select(s => mask[(n * 5) + s] ? Math.Exp(Enumerable.Range(0, 3).Sum(d => q[n, t, h, d].ToDouble() * k[n, s, h / 2, d].ToDouble()) / Math.Sqrt(3)) : 0)];
                for (int d = 0; d < 3; d++)
                    mixed[(place * 3) + d] = Enumerable.Range(0, 5).Sum(s => weights[s] * v[n, s, h / 2, d].ToDouble()) / weights.Sum();
            }

            Assert.Equal(layer.Output.Forward(Tensor.From(mixed).Reshape(2, 3, 4, 3)).ToArray<double>(), got.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void They_stand_in_graphs_and_refuse_what_does_not_fit()
    {
        Input x = new([5, 4]);
        Functional graph = new(x, new Dense(2).Of(new GroupQueryAttention(3, 2, 1).Of(new Attention().Of(x, x), new AdditiveAttention().Of(x, x))));
        Assert.Equal([3, 5, 2], graph.Forward(Tensor.Randn([3, 5, 4])).Shape);
        Attention dropped = new(dropout: 0.5, generator: new Generator(1));
        Assert.NotEqual(dropped.Forward(Q, V, K).ToArray<double>(), dropped.Forward(Q, V, K).ToArray<double>());
        Assert.Throws<ShapeException>(() => dropped.Forward([Q]));
        Assert.Contains("keys of the queries' size", Assert.Throws<ShapeException>(() => dropped.Forward(Q, V)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => dropped.Forward(Q, V, K, valueMask: Tensor.Ones([2, 3], DType.Bool)));
        Assert.Throws<ShapeException>(() => new AdditiveAttention(inputShape: [3, 5]).Forward(Q, V, K));
        Assert.Throws<ShapeException>(() => new GroupQueryAttention(3, 4, 3));
        Assert.Throws<NumericException>(() => new Attention(dropout: 1));
    }
}
