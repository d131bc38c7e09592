using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;
using Xunit;

namespace Lamina.NN.Tests.Optim;

[Collection(nameof(Alone))]
public sealed class OptimizerTests
{
    [Fact]
    public void A_regression_finds_its_line()
    {
        foreach (Func<IEnumerable<Parameter>, Optimizer> make in (Func<IEnumerable<Parameter>, Optimizer>[])
            [p => new Sgd(p, 0.1, momentum: 0.9), p => new Adam(p, 0.05), p => new AdamW(p, 0.05, weightDecay: 0), p => new RmsProp(p, 0.02), p => new Adagrad(p, 0.5),
            p => new Adadelta(p, 1, 0.9, 1e-2), p => new Adamax(p, 0.05), p => new NAdam(p, 0.05), p => new RAdam(p, 0.05), p => new Rprop(p), p => new Asgd(p, 0.1),
            p => new Lion(p, 0.01), p => new Ftrl(p, 1), p => new Lookahead(new Adam(p, 0.1))])
        {
            Tensor.Seed(3);
            Tensor x = Tensor.From<float>([-2, -1, 0, 1, 2, 3], [6, 1]), y = (x * 3) - 1;
            Linear line = new(1, 1);
            Optimizer optimizer = make(line.Parameters());
            for (int step = 0; step < 600; step++)
            {
                optimizer.ZeroGrad();
                (line.Forward(x) - y).Square().Mean().Backward();
                optimizer.Step();
            }

            Assert.True(Math.Abs(line.Weight.Value.ToDouble() - 3) < 0.05, $"{optimizer.GetType().Name}: {line.Weight.Value.ToDouble()}");
            Assert.True(Math.Abs(line.Bias!.Value.ToDouble() + 1) < 0.05, $"{optimizer.GetType().Name}: {line.Bias.Value.ToDouble()}");
        }
    }

    // Steps in proportion to a parameter's size do not bring a single number past zero; a matrix they do bring to another.
    [Fact]
    public void A_regression_finds_its_matrix()
    {
        foreach (Func<IEnumerable<Parameter>, Optimizer> make in (Func<IEnumerable<Parameter>, Optimizer>[])
            [p => new Lars(p, 0.5, weightDecay: 0, trust: 0.01), p => new Lamb(p, 0.01, weightDecay: 0), p => new Adafactor(p, 0.05), p => new Muon(p, 0.02, weightDecay: 0)])
        {
            Generator generator = new(3);
            Tensor x = Tensor.Randn([40, 6], generator: generator), y = x.MatMul(Tensor.Randn([6, 4], generator: generator));
            Parameter weight = new(Tensor.Randn([6, 4], generator: generator) * 0.5);
            Optimizer optimizer = make([weight]);
            List<double> losses = [];
            for (int step = 0; step < 400; step++)
            {
                optimizer.ZeroGrad();
                Tensor loss = (x.MatMul(weight) - y).Square().Mean();
                loss.Backward();
                optimizer.Step();
                losses.Add(loss.ToDouble());
            }

            Assert.True(losses[^1] < 0.1 * losses[0], $"{optimizer.GetType().Name}: from {losses[0]} to {losses[^1]}");
        }
    }

    [Fact]
    public void Parameters_may_be_attached_later_and_the_rate_set_before()
    {
        Adam optimizer = new() { LearningRate = 0.5 };
        Assert.Contains("Attach", Assert.Throws<InvalidOperationException>(optimizer.Step).Message);
        Parameter weight = new(Tensor.Zeros([3]));
        optimizer.Attach([weight]);
        weight.Grad = Tensor.Ones([3]);
        optimizer.Step();
        Assert.Equal(-0.5, weight.Value.ToArray<double>()[1], 1e-6);
        Assert.Throws<ArgumentException>(() => optimizer.Attach([weight]));
        Assert.Single(optimizer.Groups);
    }

    [Fact]
    public void Parameters_may_be_parts_of_one_tensor_but_not_lie_over_one_another()
    {
        Tensor flat = Tensor.Zeros([6]);
        Step(flat[..4], flat[4..]);
        Assert.Equal([-1f, -1, -1, -1, -1, -1], flat.ToArray<float>());
        Assert.Contains("share memory", Assert.Throws<InvalidOperationException>(() => Step(flat[..4], flat[3..])).Message);
        Assert.Contains("share memory", Assert.Throws<InvalidOperationException>(() => Step(flat, flat)).Message);
        Assert.Equal([-1f, -1, -1, -1, -1, -1], flat.ToArray<float>());

        static void Step(params Tensor[] values)
        {
            Parameter[] parameters = [.. values.Select(value => new Parameter(value))];
            foreach (Parameter parameter in parameters)
                parameter.Grad = Tensor.Ones(parameter.Value.Shape);
            new Sgd(parameters, 1).Step();
        }
    }

    [Fact]
    public void Rates_of_groups_keep_their_proportion()
    {
        Sgd optimizer = new(learningRate: 0.1);
        optimizer.AddGroup([new Parameter(Tensor.Zeros([1]))]);
        optimizer.AddGroup([new Parameter(Tensor.Zeros([1]))], settings => settings with { LearningRate = 0.01 });
        optimizer.LearningRate = 0.02;
        Assert.Equal([0.02, 0.002], optimizer.Groups.Select(group => Math.Round(group.LearningRate, 12)));
        optimizer.LearningRate = 0;
        optimizer.LearningRate = 0.1;
        Assert.Equal([0.1, 0.01], optimizer.Groups.Select(group => Math.Round(group.LearningRate, 12)));
        optimizer.Groups[1].LearningRate = 7;
        Assert.Equal((0.1, 7), (optimizer.LearningRate, optimizer.Groups[1].LearningRate));
    }

    [Fact]
    public void Frozen_parameters_and_those_without_gradient_stay()
    {
        Parameter frozen = new(Tensor.Ones([2])), missing = new(Tensor.Ones([2])), live = new(Tensor.Ones([2]));
        Adam optimizer = new([frozen, missing, live]);
        frozen.Grad = live.Grad = Tensor.Ones([2]);
        frozen.Trainable = false;
        optimizer.Step();
        Assert.Equal([1f, 1f], frozen.Value.ToArray<float>());
        Assert.Equal([1f, 1f], missing.Value.ToArray<float>());
        Assert.NotEqual(1f, live.Value.ToArray<float>()[0]);
        Assert.Equal(["state.2.step", "state.2.exp_avg", "state.2.exp_avg_sq", "param_groups.0.lr", "param_groups.0.params"], optimizer.StateDict().Keys);
        optimizer.ZeroGrad();
        Assert.All(optimizer.Parameters, parameter => Assert.Null(parameter.Grad));
    }

    [Fact]
    public void Parameters_of_several_dtypes_train_side_by_side_and_may_change_theirs()
    {
        Parameter[] parameters = [.. from dtype in (DType[])[DType.Float32, DType.Float64, DType.Float16] select new Parameter(Tensor.Ones([3]).To(dtype))];
        Adam optimizer = new(parameters, 0.1);
        foreach (Parameter parameter in parameters)
            parameter.Grad = Tensor.Ones([3]).To(parameter.DType);
        optimizer.Step();
        Assert.All(parameters, parameter => Assert.Equal(0.9, parameter.Value.ToArray<double>()[2], 1e-3));
        Linear layer = new(2, 2);
        Sgd other = new(layer.Parameters(), 0.1, momentum: 0.9);
        layer.Forward(Tensor.Ones([1, 2])).Sum().Backward();
        other.Step();
        layer.To(DType.Float64);
        layer.ZeroGrad();
        layer.Forward(Tensor.Ones([1, 2], DType.Float64)).Sum().Backward();
        double before = layer.Weight.Value.ToArray<double>()[0];
        other.Step();
        Assert.Equal(before - (0.1 * 1.9), layer.Weight.Value.ToArray<double>()[0], 1e-12);
    }

    [Fact]
    public void A_state_dict_of_something_else_is_refused_whole()
    {
        Parameter a = new(Tensor.Ones([2])), b = new(Tensor.Ones([3]));
        Adam adam = new([a, b]);
        (a.Grad, b.Grad) = (Tensor.Ones([2]), Tensor.Ones([3]));
        adam.Step();
        OrderedDictionary<string, Tensor> state = adam.StateDict();
        Assert.Contains("state.1.momentum_buffer", Assert.Throws<OptimizerStateException>(() => new Sgd([a, b], momentum: 0.9).LoadStateDict(Renamed("state.0.exp_avg", "state.0.momentum_buffer"))).Message);
        Assert.Contains("amsGrad", Assert.Throws<OptimizerStateException>(() => new RmsProp([a, b]).LoadStateDict(Renamed("exp_avg", "square_avg"))).Message);
        Assert.Contains("[3]", Assert.Throws<OptimizerStateException>(() => new Adam([b, a]).LoadStateDict(state)).Message);
        Assert.Contains("state.1.step", Assert.Throws<OptimizerStateException>(() => new Adam([a]).LoadStateDict(state)).Message);
        Assert.Contains("max_exp_avg_sq", Assert.Throws<OptimizerStateException>(() => new Adam([a, b], amsGrad: true).LoadStateDict(state)).Message);
        Assert.Equal(1, adam.StateDict()["state.0.step"].ToInt64());

        Dictionary<string, Tensor> Renamed(string from, string to) => state.ToDictionary(pair => pair.Key.EndsWith(from, StringComparison.Ordinal) ? pair.Key.Replace(from, to) : pair.Key, pair => pair.Value);
    }

    [Fact]
    public void A_state_of_PyTorch_without_a_count_goes_on_with_momentum()
    {
        Parameter weight = new(Tensor.Zeros([2]));
        Sgd optimizer = new([weight], 1, momentum: 0.5, dampening: 0.5);
        optimizer.LoadStateDict(new Dictionary<string, Tensor> { ["state.0.momentum_buffer"] = Tensor.From(2f, 4f), ["param_groups.0.lr"] = Tensor.From(0.1) });
        weight.Grad = Tensor.From(2f, 2f);
        optimizer.Step();
        Assert.Equal([-0.2f, -0.3f], weight.Value.ToArray<float>());
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Assert.Equal("LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(learningRate: -1)).ParamName);
        Assert.Equal("LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam() { LearningRate = double.NaN }).ParamName);
        Assert.Equal("Beta1", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1)).ParamName);
        Assert.Equal("Beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(beta2: double.NaN)).ParamName);
        Assert.Equal("WeightDecay", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(weightDecay: -0.1)).ParamName);
        Assert.Equal("Momentum", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(nesterov: true)).ParamName);
        Assert.Equal("Alpha", Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(alpha: 2)).ParamName);
        Assert.Equal("InitialAccumulator", Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad(initialAccumulator: -1)).ParamName);
    }

    [Fact]
    public void An_optimizer_of_ones_own_is_two_hooks()
    {
        Parameter weight = new(Tensor.From(1f, 1f, 1f));
        SignDescent optimizer = new([weight], 0.25);
        weight.Grad = Tensor.From(3f, 0f, -2f);
        optimizer.Step();
        Assert.Equal([0.75f, 1f, 1.25f], weight.Value.ToArray<float>());
        Assert.Equal([6.0, 5.0, 6.0], optimizer.StateDict()["state.0.seen"].ToArray<double>());
    }

    sealed record SignSettings(double LearningRate) : OptimizerSettings(LearningRate, 0);

    sealed class SignDescent : FormulaOptimizer<SignSettings>
    {
        public SignDescent(IEnumerable<Parameter> parameters, double learningRate)
            : base(new SignSettings(learningRate)) => Attach(parameters);

        protected override UpdateOp Update(SignSettings settings) => new Update<SignFormula>(default);

        protected override Tensor MakeState(string name, Parameter parameter, SignSettings settings) => Tensor.Full(parameter.Shape, 5, parameter.DType);
    }

    /// <summary>Steps by the sign of the gradient and counts the elements that had one.</summary>
    readonly record struct SignFormula : IUpdateFormula
    {
        public static string Name => "sign_update";

        public IReadOnlyList<OpAttribute> Attributes => [];

        public IReadOnlyList<string> StateNames => ["seen"];

        public UpdateRates Rates(double learningRate, long step) => new(learningRate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
            where TLane : struct, IRealLane<TLane>
        {
            TLane zero = TLane.Constant(0), isZero = TLane.Equal(gradient, zero);
            parameter -= rates.First * TLane.Select(isZero, zero, TLane.CopySign(TLane.Constant(1), gradient));
            state0 += TLane.Select(isZero, zero, TLane.Constant(1));
        }
    }
}
