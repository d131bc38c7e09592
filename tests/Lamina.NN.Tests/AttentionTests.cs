using Lamina.TestKit.Goldens;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Attention of several heads against PyTorch; shared keys, caches and rotary positions against what they stand for.</summary>
public sealed class AttentionTests
{
    static Tensor? Of(Golden golden, string name) => golden.Has($"arg.{name}") ? golden[$"arg.{name}"] : null;

    static Tensor Random(int seed, params long[] shape) => Tensor.Randn(shape, DType.Float64, new Generator(seed));

    static void Close(Tensor expected, Tensor got, double within = 1e-12)
    {
        Assert.Equal(expected.Shape, got.Shape);
        Assert.InRange((expected - got).Abs().Max().ToDouble(), 0, within);
    }

    static T Double<T>(T module)
        where T : Module
    {
        module.To(DType.Float64);
        foreach ((int i, Parameter parameter) in module.Parameters().Index())
            parameter.Load(Random(100 + i, parameter.Shape.ToArray()) * 0.4);
        return module;
    }

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        Assert.Equal(19, LayerGoldens.OfKind("MultiheadAttention").Count());
        foreach (Golden golden in LayerGoldens.OfKind("MultiheadAttention"))
        {
            string weights = golden.Args.Text("weights", "");
            LayerCase.Check("MultiheadAttention", Build, (module, x) =>
            {
                (Tensor y, Tensor? pairs) = ((MultiHeadAttention)module).Forward(
                    x[0], x.Count > 1 ? x[1] : null, x.Count > 1 ? x[2] : null, Of(golden, "key_padding_mask"), Of(golden, "attn_mask"), needWeights: weights.Length > 0, averageWeights: weights == "mean");
                return pairs is null ? [y] : [y, pairs];
            }, wanted => wanted.Name == golden.Name);
        }
    }

    static MultiHeadAttention Build(GoldenArgs a) => new(
        a.Int("embed_dim"), a.Int("num_heads"), 0, a.Bool("bias", true), a.Bool("add_bias_kv", false), a.Bool("add_zero_attn", false),
        a.Has("kdim") ? a.Int("kdim") : null, a.Has("vdim") ? a.Int("vdim") : null, a.Bool("batch_first", false));

    [Fact]
    public void Causality_is_the_mask_above_the_diagonal()
    {
        MultiHeadAttention attention = Double(new MultiHeadAttention(8, 2));
        Tensor x = Random(1, 5, 3, 8);
        Close(attention.Forward(x, mask: Transformer.CausalMask(5)).Output, attention.Forward(x, isCausal: true).Output);
        (Tensor y, Tensor? weights) = attention.Forward(x, isCausal: true, needWeights: true, averageWeights: false);
        Close(attention.Forward(x, isCausal: true).Output, y);
        Assert.Equal(0, weights!.Triu(1).Abs().Max().ToDouble());
        Close(Tensor.Ones([3, 2, 5], DType.Float64), weights.Sum(-1));
    }

    [Fact]
    public void Heads_that_share_keys_are_heads_with_equal_weights()
    {
        MultiHeadAttention shared = Double(new MultiHeadAttention(12, 6, keyValueHeads: 2, batchFirst: true)), all = Double(new MultiHeadAttention(12, 6, batchFirst: true));
        Assert.Equal([20, 12], shared.InProjWeight!.Shape);

        // Rows of two heads of keys, each three times.
        Tensor Repeat(Tensor rows) => rows.Reshape([2, 1, 2, .. rows.Shape[1..]]).Expand([2, 3, 2, .. rows.Shape[1..]]).Reshape([12, .. rows.Shape[1..]]);
        foreach ((Parameter from, Parameter to) in new[] { (shared.InProjWeight, all.InProjWeight!), (shared.InProjBias!, all.InProjBias!) })
            to.Load(Tensor.Concatenate([from.Value.Slice(0, 0, 12), Repeat(from.Value.Slice(0, 12, 16)), Repeat(from.Value.Slice(0, 16, 20))]));
        all.OutProj.Weight.Load(shared.OutProj.Weight);
        all.OutProj.Bias!.Load(shared.OutProj.Bias!);
        Tensor x = Random(1, 2, 5, 12).RequireGrad(), z = x.Detach().Clone().RequireGrad(), upstream = Random(2, 2, 5, 12);
        Tensor y = shared.Forward(x, isCausal: true).Output, expected = all.Forward(z, isCausal: true).Output;
        Close(expected, y);
        (y * upstream).Sum().Backward();
        (expected * upstream).Sum().Backward();
        Close(z.Grad!, x.Grad!);
        Close(all.InProjWeight!.Grad!.Slice(0, 12, 24).Reshape(2, 3, 2, 12).Sum(1).Reshape(4, 12), shared.InProjWeight.Grad!.Slice(0, 12, 16));
        Close(shared.Forward(x, isCausal: true, needWeights: true).Output, y);
    }

    [Fact]
    public void Steps_with_a_cache_are_the_whole()
    {
        foreach (bool batchFirst in new[] { false, true })
        {
            MultiHeadAttention attention = Double(new MultiHeadAttention(8, 4, batchFirst: batchFirst, keyValueHeads: 2, rotary: new RotaryPositions(2, 16)));
            int places = batchFirst ? 1 : 0;
            Tensor x = batchFirst ? Random(1, 2, 7, 8) : Random(1, 7, 2, 8), whole = attention.Forward(x, isCausal: true).Output;
            KeyValueCache cache = new();
            List<Tensor> parts = [];
            foreach ((long from, long to) in new[] { (0L, 3L), (3, 4), (4, 6), (6, 7) })
                parts.Add(attention.Forward(x.Slice(places, from, to), isCausal: true, cache: cache).Output);
            Close(whole, Tensor.Concatenate([.. parts], places));
            Assert.Equal(7, cache.Length);
            cache.Reorder(Tensor.From(1L));
            Assert.Equal([1, 2, 7, 2], cache.Keys!.Shape);
            cache.Clear();
            Assert.Equal(0, cache.Length);
        }

        // Gradients flow through what was kept.
        MultiHeadAttention learning = Double(new MultiHeadAttention(4, 2));
        Tensor sequence = Random(3, 4, 1, 4);
        learning.Forward(sequence, isCausal: true).Output.Sum().Backward();
        Tensor expected = learning.InProjWeight!.Grad!;
        learning.ZeroGrad();
        KeyValueCache kept = new();
        (learning.Forward(sequence.Slice(0, 0, 2), isCausal: true, cache: kept).Output.Sum() + learning.Forward(sequence.Slice(0, 2, 4), isCausal: true, cache: kept).Output.Sum()).Backward();
        Close(expected, learning.InProjWeight.Grad!);
    }

    [Fact]
    public void Dropout_sets_weights_to_zero_in_training_alone()
    {
        MultiHeadAttention attention = new(8, 2, dropout: 0.5, generator: new Generator(4));
        Tensor x = Tensor.Randn([50, 2, 8], generator: new Generator(1));
        float[] weights = attention.Forward(x, needWeights: true, averageWeights: false).Weights!.ToArray<float>();
        Assert.InRange(weights.Count(weight => weight == 0), 0.47 * weights.Length, 0.53 * weights.Length);
        attention.Eval();
        Assert.DoesNotContain(0f, attention.Forward(x, needWeights: true, averageWeights: false).Weights!.ToArray<float>());
    }

    [Fact]
    public void Values_start_as_in_PyTorch()
    {
        MultiHeadAttention attention = new(64, 4, addBiasKV: true);
        float[] weights = attention.InProjWeight!.Value.ToArray<float>();
        float bound = (float)Math.Sqrt(6.0 / (64 + 192));
        Assert.All(weights, weight => Assert.InRange(weight, -bound, bound));
        Assert.InRange(Math.Sqrt(weights.Average(weight => (double)weight * weight)), 0.95 * bound / Math.Sqrt(3), 1.05 * bound / Math.Sqrt(3));
        Assert.All([attention.InProjBias!, attention.OutProj.Bias!], bias => Assert.Equal(0, bias.Value.Abs().Max().ToDouble()));
        Assert.NotEqual(0, attention.BiasK!.Value.Abs().Max().ToDouble());
    }

    [Fact]
    public void Errors_say_what_is_wrong()
    {
        MultiHeadAttention attention = new(8, 2);
        Tensor x = Tensor.Zeros([5, 3, 8]);
        void Fails(string what, Action run) => Assert.Contains(what, Assert.Throws<ShapeException>(run).Message, StringComparison.Ordinal);
        Fails("[places, batch, 8]", () => attention.Forward(Tensor.Zeros([5, 3, 7])));
        Fails("one batch", () => attention.Forward(x, Tensor.Zeros([5, 2, 8])));
        Fails("a value for each key", () => attention.Forward(x, x, Tensor.Zeros([4, 3, 8])));
        Fails("mask of [5, 5]", () => attention.Forward(x, mask: Tensor.Zeros([4, 5])));
        Fails("padded keys of [3, 5]", () => attention.Forward(x, keyPaddingMask: Tensor.Zeros([5, 3], DType.Bool)));
        Fails("multiple", () => new MultiHeadAttention(8, 3));
        Fails("multiple", () => new MultiHeadAttention(8, 4, keyValueHeads: 3));
        Fails("RotaryPositions(6)", () => new MultiHeadAttention(8, 2, rotary: new RotaryPositions(6)));
        KeyValueCache cache = new();
        attention.Forward(x, cache: cache);
        Fails("cannot be continued", () => attention.Forward(Tensor.Zeros([1, 2, 8]), cache: cache));
        Assert.Throws<NumericException>(() => new MultiHeadAttention(8, 2, dropout: -1));
    }
}
