using Xunit;

namespace Lamina.NN.Tests;

public sealed class StateDictMapTests
{
    static OrderedDictionary<string, Tensor> State(params string[] keys)
    {
        OrderedDictionary<string, Tensor> state = [];
        foreach (string key in keys)
            state.Add(key, Tensor.Full([1], state.Count));
        return state;
    }

    static IEnumerable<string> Keys(StateDictMap map, params string[] keys) => map.Apply(State(keys)).Keys;

    static Tensor Numbers(params long[] shape) =>
        Tensor.From(Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => MathF.Sin((i * 1.7f) + shape.Length)).ToArray()).Reshape(shape);

    [Fact]
    public void Keys_are_renamed_step_after_step()
    {
        StateDictMap empty = new(), map = empty.RemovePrefix("module.").Rename(@"^layer(\d)_(\d)\.", "blocks.$1.$2.").AddPrefix("net.");
        Assert.Equal(["a", "b"], Keys(empty, "a", "b"));
        Assert.Equal(["net.blocks.1.2.weight", "net.head.bias", "net.x.module.y"], Keys(map, "module.layer1_2.weight", "head.bias", "x.module.y"));
        Assert.Equal(["a.weight", "b.weight"], Keys(empty.Drop(@"\.num_batches_tracked$"), "a.weight", "a.num_batches_tracked", "b.weight"));
        Assert.Equal(["a.weight", "a.bias"], Keys(empty.Keep(@"^a\."), "a.weight", "b.weight", "a.bias", "ba.x"));
        Assert.Equal(["x.a"], Keys(empty.RemovePrefix("m.").Then(empty.AddPrefix("x.")), "m.a"));
        Assert.Equal("remove prefix 'module.'\nrename '^layer(\\d)_(\\d)\\.' to 'blocks.$1.$2.'\nadd prefix 'net.'", map.ToString());

        // A step gives a new map and leaves the old one.
        Assert.Equal(["a", "b"], Keys(empty, "a", "b"));
    }

    [Fact]
    public void Tensors_are_turned_where_the_key_matches()
    {
        Tensor matrix = Numbers(2, 3), counter = Tensor.From(3L);
        OrderedDictionary<string, Tensor> state = new() { ["a.w"] = matrix, ["b.w"] = matrix, ["n"] = counter };
        OrderedDictionary<string, Tensor> turned = new StateDictMap().Transpose("^a", 1, 0).To(DType.Float64).Apply(state);
        Assert.Equal(matrix.T.ToArray<double>(), turned["a.w"].ToArray<double>());
        Assert.Equal([3L, 2], turned["a.w"].Shape);
        Assert.Equal([2L, 3], turned["b.w"].Shape);
        Assert.Equal([DType.Float64, DType.Float64, DType.Int64], turned.Values.Select(tensor => tensor.DType));
        Assert.Equal([DType.Float32, DType.Float16, DType.Int64], new StateDictMap().To(DType.Float16, "^b").Apply(state).Values.Select(tensor => tensor.DType));
        Assert.Same(counter, turned["n"]);
        Assert.Equal(6, new StateDictMap().Turn("^n", tensor => tensor * 2L).Apply(state)["n"].ToInt64());
    }

    [Fact]
    public void Misuse_is_told()
    {
        ArgumentException twice = Assert.Throws<ArgumentException>(() => new StateDictMap().RemovePrefix("m.").Apply(State("m.a", "a")));
        Assert.Contains("'m.a' and 'a' both come to the key 'a'", twice.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => new StateDictMap().Rename("(", ""));
        LaminaException turned = Assert.ThrowsAny<LaminaException>(() => new StateDictMap().Transpose("w", 3, 2, 0, 1).Apply(State("conv.w")));
        Assert.Contains("'conv.w'", turned.Message, StringComparison.Ordinal);
        string hostile = new string('n', 5000) + "\u001b[31m.w";
        foreach (Exception error in (Exception[])
        [
            Assert.ThrowsAny<LaminaException>(() => new StateDictMap().Transpose("w", 1, 0).Apply(State("\u001b[31m.w"))),
            Assert.Throws<ArgumentException>(() => new StateDictMap().Rename(".$", "").Apply(State(hostile + "1", hostile + "2"))),
        ])
            Assert.True(error.Message.Length < 1000 && !error.Message.Contains('\u001b'), error.Message);
        Assert.ThrowsAny<LaminaException>(() => new StateDictMap().TurnKernels().Apply(State("kernel")));
    }

    [Fact]
    public void A_pattern_that_never_ends_is_stopped()
    {
        string key = new string('a', 60) + "!";
        foreach (StateDictMap map in (StateDictMap[])[new StateDictMap().Rename("^(a+)+$", ""), new StateDictMap().Drop("^(a+)+$")])
            Assert.Contains("'^(a+)+$'", Assert.Throws<TimeoutException>(() => map.Apply(State(key))).Message, StringComparison.Ordinal);
    }

    sealed class Pictures : Module<Tensor, Tensor>
    {
        readonly Conv2d conv = new(2, 3, 3);
        readonly BatchNorm2d norm = new(3);
        readonly Linear dense = new(3 * 2 * 3, 4), head = new(4, 2);

        public override Tensor Forward(Tensor x) => head.Forward(dense.Forward(norm.Forward(conv.Forward(x)).Relu().Reshape(x.Shape[0], -1)));
    }

    /// <summary>Weights as Keras keeps them, against loops over Keras' layouts in double.</summary>
    [Fact]
    public void Weights_of_a_Keras_network_fit()
    {
        Tensor kernel = Numbers(3, 3, 2, 3), bias = Numbers(3), gamma = Numbers(3) + 2, beta = Numbers(3), mean = Numbers(3), variance = Numbers(3).Abs() + 1;
        Tensor dense = Numbers(2 * 3 * 3, 4), denseBias = Numbers(4), head = Numbers(4, 2), headBias = Numbers(2);
        OrderedDictionary<string, Tensor> file = new()
        {
            ["conv2d/kernel:0"] = kernel,
            ["conv2d/bias:0"] = bias,
            ["norm/gamma:0"] = gamma,
            ["norm/beta:0"] = beta,
            ["norm/moving_mean:0"] = mean,
            ["norm/moving_variance:0"] = variance,
            ["dense/kernel:0"] = dense,
            ["dense/bias:0"] = denseBias,
            ["head/kernel:0"] = head,
            ["head/bias:0"] = headBias,
        };
        Pictures net = new();
        StateDictMap map = new StateDictMap().Rename("^conv2d", "conv")
            .Turn("^dense/kernel", rows => rows.Reshape(2, 3, 3, 4).Permute(2, 0, 1, 3).Reshape(-1, 4))
            .Then(StateDictMap.FromKeras);
        Assert.Equal(["norm.num_batches_tracked"], net.LoadStateDict(map.Apply(file), strict: false).Missing);
        net.Eval();
        Tensor picture = Numbers(1, 4, 5, 2);
        double[] got = net.Forward(picture.Permute(0, 3, 1, 2).Contiguous()).ToArray<double>();

        double[] x = picture.ToArray<double>(), k = kernel.ToArray<double>(), b = bias.ToArray<double>(), g = gamma.ToArray<double>(), s = beta.ToArray<double>();
        double[] m = mean.ToArray<double>(), v = variance.ToArray<double>(), d = dense.ToArray<double>(), h = head.ToArray<double>();
        double[] flat = new double[18], hidden = denseBias.ToArray<double>(), wanted = headBias.ToArray<double>();
        for (int row = 0; row < 2; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                for (int o = 0; o < 3; o++)
                {
                    double sum = b[o];
                    for (int i = 0; i < 3; i++)
                    {
                        for (int j = 0; j < 3; j++)
                        {
                            for (int c = 0; c < 2; c++)
                                sum += x[((((row + i) * 5) + column + j) * 2) + c] * k[((((i * 3) + j) * 2) + c) * 3 + o];
                        }
                    }

                    flat[(((row * 3) + column) * 3) + o] = Math.Max(0, ((sum - m[o]) / Math.Sqrt(v[o] + 1e-5) * g[o]) + s[o]);
                }
            }
        }

        for (int o = 0; o < 4; o++)
        {
            for (int i = 0; i < 18; i++)
                hidden[o] += flat[i] * d[(i * 4) + o];
        }

        for (int o = 0; o < 2; o++)
        {
            for (int i = 0; i < 4; i++)
                wanted[o] += hidden[i] * h[(i * 2) + o];
        }

        Assert.Equal(2, got.Length);
        Assert.All(got.Zip(wanted), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    sealed class Classifier(int classes) : Module<Tensor, Tensor>
    {
        readonly Pictures backbone = new();
        readonly Linear fc = new(2, classes);

        public override Tensor Forward(Tensor x) => fc.Forward(backbone.Forward(x));
    }

    /// <summary>A checkpoint of a network trained in parallel, with another head and other names: its trunk fits.</summary>
    [Fact]
    public void Weights_under_a_foreign_prefix_fit()
    {
        Pictures trained = new();
        Classifier whole = new(5), other = new(7);
        OrderedDictionary<string, Tensor> checkpoint = new StateDictMap().Rename("^backbone", "module").Rename("^fc", "module.fc").To(DType.Float16).Apply(whole.StateDict());
        Assert.All(checkpoint.Keys, key => Assert.StartsWith("module.", key, StringComparison.Ordinal));
        StateDictMap trunk = new StateDictMap().RemovePrefix("module.").Drop(@"^fc\.");
        trained.LoadStateDict(trunk.Apply(checkpoint));
        Assert.Equal(["fc.weight", "fc.bias"], other.LoadStateDict(trunk.AddPrefix("backbone.").Apply(checkpoint), strict: false).Missing);
        foreach ((string key, Tensor value) in trained.StateDict())
        {
            Assert.Equal(whole.StateDict()["backbone." + key].ToArray<double>().Select(number => (double)(Half)number), value.ToArray<double>());
            Assert.Equal(value.ToArray<double>(), other.StateDict()["backbone." + key].ToArray<double>());
        }
    }
}
