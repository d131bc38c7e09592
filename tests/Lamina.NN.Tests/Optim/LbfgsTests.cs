using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.NN.Tests.Optim;

/// <summary>L-BFGS agrees with PyTorch, step by step, and finds minima.</summary>
public sealed class LbfgsTests
{
    [Theory]
    [InlineData("lbfgs_fixed_rate")]
    [InlineData("lbfgs_strong_wolfe")]
    [InlineData("lbfgs_short_history")]
    public void Four_steps_agree(string name)
    {
        Golden golden = Golden.Load("optimizers", name);
        Parameter[] parameters = Start(golden), resumed = Start(golden);
        Lbfgs optimizer = Make(golden, parameters), second = Make(golden, resumed);
        for (int step = 1; step <= 4; step++)
        {
            golden.Check($"loss.step{step}", optimizer.Step(() => Loss(golden, parameters, optimizer)));
            for (int i = 0; i < parameters.Length; i++)
                golden.Check($"after.step{step}.{i}", parameters[i]);
            if (step > 2)
                second.Step(() => Loss(golden, resumed, second));
            if (step != 2)
                continue;
            for (int i = 0; i < parameters.Length; i++)
                resumed[i].Load(parameters[i]);
            second.LoadStateDict(optimizer.StateDict());
        }

        for (int i = 0; i < parameters.Length; i++)
            Assert.Equal(parameters[i].Value.ToArray<double>(), resumed[i].Value.ToArray<double>());
    }

    [Fact]
    public void It_finds_the_minimum_of_a_curved_valley()
    {
        Parameter point = new(Tensor.From<double>([-1.2, 1], [2]));
        Lbfgs optimizer = new([point], maxIterations: 100, changeTolerance: 1e-14, strongWolfe: true);
        optimizer.Step(() =>
        {
            optimizer.ZeroGrad();
            (Tensor x, Tensor y) = (point.Value[0], point.Value[1]);
            Tensor loss = (1 - x).Square() + (100 * (y - x.Square()).Square());
            loss.Backward();
            return loss;
        });
        Assert.All(point.Value.ToArray<double>(), value => Assert.Equal(1, value, 1e-6));
    }

    [Fact]
    public void A_plain_step_and_several_groups_are_refused()
    {
        Lbfgs optimizer = new([new Parameter(Tensor.Ones([2]))]);
        Assert.Contains("closure", Assert.Throws<InvalidOperationException>(optimizer.Step).Message);
        optimizer.AddGroup([new Parameter(Tensor.Ones([2]))]);
        Assert.Contains("one group", Assert.Throws<InvalidOperationException>(() => optimizer.Step(() => Tensor.Ones([]))).Message);
        Assert.Contains("d", Assert.Throws<OptimizerStateException>(() => optimizer.LoadStateDict(new Dictionary<string, Tensor> { ["state.0.t"] = Tensor.Ones([]) })).Message);
    }

    static Parameter[] Start(Golden golden) => [.. golden.Numbered("param").Select(value => new Parameter(value))];

    static Lbfgs Make(Golden golden, Parameter[] parameters) => new(
        parameters, golden.Args.Double("lr", 1), (int)golden.Args.Long("max_iter"), history: golden.Args.Has("history_size") ? (int)golden.Args.Long("history_size") : 100, strongWolfe: golden.Args.Has("line_search_fn"));

    static Tensor Loss(Golden golden, Parameter[] p, Lbfgs optimizer)
    {
        optimizer.ZeroGrad();
        Tensor loss = ((golden["x"].MatMul(p[0]) + p[1]).Tanh().MatMul(p[2]) - golden["y"]).Square().Mean() + (0.01 * p[0].Value.Square().Sum());
        loss.Backward();
        return loss;
    }
}
