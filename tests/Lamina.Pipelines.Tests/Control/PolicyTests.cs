using Lamina.Data;
using Lamina.Models.Control;
using Xunit;

namespace Lamina.Pipelines.Tests.Control;

[Collection(nameof(Alone))]
public sealed class PolicyTests
{
    [Fact]
    public void It_takes_the_action_that_is_worth_most()
    {
        Policy policy = Some();
        foreach (float[] seen in (float[][])[[0, 0, 0, 0], [1, -1, 0.1f, 2], [-2, 0.5f, -0.2f, -1]])
        {
            float[] values = policy.Values(seen);
            Assert.Equal(values[1] > values[0] ? 1 : 0, policy.Act(seen));
        }

        Assert.Contains("observation of 4 numbers; got 3", Assert.Throws<PipelineException>(() => policy.Act([1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<PipelineException>(() => policy.Act([1, 2, 3, float.NaN])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_episode_is_that_of_its_seed()
    {
        Policy policy = Some();
        List<(float[] Seen, int Action)> steps = [];
        double reached = policy.Play(3, (seen, action) => steps.Add((seen, action)));
        CartPole cart = new();
        float[] now = cart.Reset(seed: 3);
        double sum = 0;
        foreach ((float[] seen, int action) in steps)
        {
            Assert.Equal(now, seen);
            EnvironmentStep step = cart.Step(action);
            (now, sum) = (step.Observation, sum + step.Reward);
        }

        Assert.Equal(sum, reached);
        Assert.Equal(reached, policy.Play(3));
        Assert.Throws<InvalidOperationException>(() => cart.Step(0));
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => policy.Play(3, cancellationToken: stopped.Token));
    }

    [Fact]
    public void It_is_the_same_after_saving()
    {
        using TemporaryFolder folder = new();
        Policy made = Some();
        made.Save(folder.FullName);
        Policy loaded = Pipeline.Load<Policy>(folder.FullName);
        Assert.Equal(made.Values([1, 2, 3, 4]), loaded.Values([1, 2, 3, 4]));
        string description = folder.At("pipeline.json"), whole = File.ReadAllText(description);
        foreach ((string good, string bad) in ((string, string)[])[("cart-pole", "mountain-car"), ("\"actions\": 2", "\"actions\": 3"), ("\"hiddenLayers\": 2", "\"hiddenLayers\": 60"), ("\"hiddenSize\": 7", "\"hiddenSize\": 65536")])
        {
            Assert.Contains(good, whole, StringComparison.Ordinal);
            File.WriteAllText(description, whole.Replace(good, bad, StringComparison.Ordinal));
            Assert.Throws<PipelineException>(() => Pipeline.Load(folder.FullName));
        }
    }

    static Policy Some()
    {
        Tensor.Seed(6);
        return new Policy(new ActionValues(4, 2, hiddenSize: 7), "cart-pole");
    }
}
