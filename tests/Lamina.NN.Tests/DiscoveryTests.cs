using Xunit;

namespace Lamina.NN.Tests;

public sealed class DiscoveryTests
{
    static Parameter P(params long[] sizes) => new(Tensor.Zeros(sizes));

    static string Keys(Module module) => string.Join(" ", module.NamedParameters().Select(entry => entry.Name));

    class Base : Module<Tensor, Tensor>
    {
        readonly Parameter _inBase = P(1);

        public Parameter Gain { get; } = P(2);

        public Tensor UseAll() => _inBase.Value;

        public override Tensor Forward(Tensor x) => x;
    }

    sealed class Everything : Base
    {
        readonly Linear fc1 = new(2, 3);

        public Linear? Missing { get; set; }

        internal Module Conv2dBlock { get; } = new Linear(3, 1, bias: false);

        internal readonly Parameter[] scales = [P(1), P(2)];

        readonly List<List<Module>> _towers = [[new Linear(1, 1, bias: false)], [new Identity(), new Linear(1, 1, bias: false)]];

        readonly Dictionary<string, Module?> heads = new() { ["left"] = new Linear(1, 2, bias: false), ["none"] = null };

        readonly object weightIhL0 = P(4);

        [Key("renamed")]
        readonly Parameter other = P(5);

        [Key("alsoRenamed")]
        public Parameter Property { get; } = P(6);

        [Unlisted]
        readonly Linear teacher = new(9, 9);

        [field: Unlisted]
        public Linear Hidden { get; } = new(9, 9);

        readonly int[] numbers = new int[3];
        static readonly Parameter Shared = P(99);
        readonly Buffer _runningMean = new(Tensor.Zeros([2])), counter = new(Tensor.Zeros([], DType.Int64), persistent: false);

        public Parameter Computed => P(7);

        public override string ToString() => $"{fc1}{scales.Length}{_towers.Count}{heads.Count}{weightIhL0}{other}{teacher}{numbers.Length}{Shared}{_runningMean}{counter}";
    }

    [Fact]
    public void MembersAreFoundInOrderUnderPyTorchNames()
    {
        Everything module = new();

        // A lookup by name first: the runtime then lists that field before the others.
        Assert.NotNull(typeof(Everything).GetField("other", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance));
        Assert.Equal(
            "in_base gain scales.0 scales.1 weight_ih_l0 renamed alsoRenamed fc1.weight fc1.bias conv2d_block.weight towers.0.0.weight towers.1.1.weight heads.left.weight",
            Keys(module));
        Assert.Equal(["running_mean", "counter"], module.NamedBuffers().Select(entry => entry.Name));
        Assert.Equal(1 + 2 + 1 + 2 + 4 + 5 + 6 + 9 + 3 + 1 + 1 + 2, module.ParameterCount);
        Assert.Equal(["fc1", "conv2d_block", "towers.0.0", "towers.1.0", "towers.1.1", "heads.left"], module.NamedChildren().Select(entry => entry.Name));
        module.Missing = new Linear(1, 1);
        Assert.Contains("missing.weight", Keys(module), StringComparison.Ordinal);
        Assert.DoesNotContain("counter", module.StateDict().Keys);
        Assert.Equal(module.Parameters().Count + 1, module.StateDict().Count);
    }

    [Fact]
    public void NamesAreSpelledAsPyTorchWould()
    {
        foreach ((string name, string key) in ((string, string)[])
        [
            ("conv1", "conv1"), ("_runningMean", "running_mean"), ("RunningVar", "running_var"), ("weightIhL0", "weight_ih_l0"),
            ("MLPHead2", "mlp_head2"), ("inProjWeight", "in_proj_weight"), ("Conv2dBlock", "conv2d_block"), ("already_snake", "already_snake"),
            ("Snake_Case", "snake_case"), ("x", "x"), ("QKV", "qkv"), ("numBatchesTracked", "num_batches_tracked"),
        ])
            Assert.Equal(key, Discovery.KeyNames.Of(name));
    }

    sealed class Captured(Module<Tensor, Tensor> inner) : Module<Tensor, Tensor>
    {
        public override Tensor Forward(Tensor x) => inner.Call(x);
    }

    [Fact]
    public void ACapturedConstructorParameterIsFound() => Assert.Equal("inner.weight inner.bias", Keys(new Captured(new Linear(1, 1))));

    sealed class Tied : Module<Tensor, Tensor>
    {
        public readonly Linear embed = new(3, 3, bias: false), again;
        readonly Parameter headWeight;

        public Tied() => (again, headWeight) = (embed, embed.Weight);

        public override Tensor Forward(Tensor x) => again.Forward(x).MatMul(headWeight);
    }

    [Fact]
    public void WhatIsSharedIsListedOnceAndLoadsUnderAnyOfItsNames()
    {
        Tied tied = new();
        Assert.Equal("head_weight", Keys(tied));
        Assert.Equal(9, tied.ParameterCount);
        Tensor ones = Tensor.Ones([3, 3]);
        foreach (string key in (string[])["head_weight", "embed.weight", "again.weight"])
        {
            tied.embed.Weight.Load(Tensor.Zeros([3, 3]));
            tied.LoadStateDict(new Dictionary<string, Tensor> { [key] = ones });
            Assert.Equal(9, tied.embed.Weight.Value.Sum().ToDouble());
        }

        tied.LoadStateDict(new Dictionary<string, Tensor> { ["embed.weight"] = ones, ["head_weight"] = ones });
    }

    sealed class Node : Module<Tensor, Tensor>
    {
        readonly Parameter _value = P(1);

        public List<object> Neighbours { get; } = [];

        public override Tensor Forward(Tensor x) => x + _value;
    }

    [Fact]
    public void CirclesEnd()
    {
        Node first = new(), second = new();
        first.Neighbours.Add(second);
        second.Neighbours.AddRange([first, second, second.Neighbours]);
        Assert.Equal("value neighbours.0.value", Keys(first));
        Assert.Equal(2, first.Modules().Count);
        first.Eval();
        Assert.False(second.IsTraining);
        first.LoadStateDict(first.StateDict());
        Assert.Equal(1, second.Neighbours.Count(neighbour => ReferenceEquals(neighbour, second)));
    }

    sealed class Clash : Module<Tensor, Tensor>
    {
        readonly Parameter weight = P(1);

        public Parameter Weight { get; } = P(1);

        public override Tensor Forward(Tensor x) => x + weight;
    }

    [Fact]
    public void TwoMembersOfOneKeyAreAnError() =>
        Assert.Contains("under the key 'weight'", Assert.Throws<ModuleException>(() => new Clash().Parameters()).Message, StringComparison.Ordinal);

    [Fact]
    public void ModulesAreFoundByPath()
    {
        Sequential net = new(new Linear(1, 2), new Sequential(new Identity(), new Linear(2, 3)));
        Assert.Same(net, net.Get(""));
        Assert.Same(net[0], net.Get("0"));
        Assert.Equal(3, net.Get<Linear>("1.1").OutFeatures);
        Assert.Equal(["", "0", "1", "1.0", "1.1"], net.NamedModules().Select(entry => entry.Name));
        Assert.Contains("It has: 0, 1, 1.0, 1.1", Assert.Throws<ModuleException>(() => net.Get("2")).Message, StringComparison.Ordinal);
        Assert.Throws<ModuleException>(() => net.Get("0.weight"));
        Assert.Throws<ModuleException>(() => net.Get<Identity>("0"));
    }
}
