using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests.Reinforcement;

[Collection(nameof(Alone))]
public sealed class DqnTests
{
    [Fact]
    public void A_memory_holds_the_latest_steps()
    {
        ReplayMemory memory = new(3, 2);
        Draws draws = new(1, 0, 0);
        Assert.Throws<InvalidOperationException>(() => { Draws none = new(1, 0, 0); memory.Sample(1, ref none); });
        for (int i = 0; i < 5; i++)
            memory.Add([i, -i], i % 2, new EnvironmentStep([i + 0.5f, 9], i * 10, IsTerminated: i == 4, IsTruncated: i == 3));
        Assert.Equal((3, 3), (memory.Count, memory.Capacity));
        Transitions drawn = memory.Sample(300, ref draws);
        float[] before = drawn.Observation.ToArray<float>(), after = drawn.Next.ToArray<float>(), rewards = drawn.Reward.ToArray<float>(), ends = drawn.Terminated.ToArray<float>();
        long[] actions = drawn.Action.ToArray<long>();
        int[] counts = new int[5];
        for (int i = 0; i < 300; i++)
        {
            int step = (int)before[2 * i];
            counts[step]++;
            Assert.Equal((-step, step + 0.5f, 9, step * 10, step % 2, step == 4 ? 1 : 0), (before[(2 * i) + 1], after[2 * i], after[(2 * i) + 1], rewards[i], actions[i], ends[i]));
        }

        Assert.Equal([0, 0], counts[..2]);
        Assert.All(counts[2..], count => Assert.InRange(count, 70, 130));
        Assert.Contains("2 numbers", Assert.Throws<ArgumentException>(() => memory.Add([1], 0, new EnvironmentStep([1, 2], 0, false, false))).Message, StringComparison.Ordinal);
    }

    // What each action is worth can be computed: the agent must come to it, and not beyond, as values that feed on themselves do.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Values_come_to_those_of_the_walk(bool isDouble)
    {
        Tensor.Seed(1);
        DqnSettings settings = new()
        {
            Discount = 0.9,
            Memory = 2000,
            BatchSize = 32,
            WarmUp = 100,
            ExplorationSteps = 0,
            LastExploration = 1,
            UpdatesPerTarget = 50,
            IsDouble = isDouble,
            HuberDelta = 1,
        };
        Dqn agent = new(new Walk(), () => new Sequential(new Linear(Walk.Places, 2)), new Adam(0.01), settings, seed: 5);
        int episodes = 0;
        for (int i = 0; i < 4000; i++)
            episodes += agent.Advance().Return is not null ? 1 : 0;
        Assert.Equal((4000L, 3900L), (agent.Steps, agent.Updates));
        Assert.InRange(episodes, 100, 1500);

        // To the right at the last place is worth 1 and ends; to the left at the first ends with nothing; a step away counts 0.9 times as much.
        for (int place = 0; place < Walk.Places; place++)
        {
            float[] seen = new float[Walk.Places];
            seen[place] = 1;
            float[] values = agent.Network.Call(Tensor.From<float>(seen, [1, Walk.Places])).ToArray<float>();
            Assert.Equal(Math.Pow(0.9, Walk.Places - 1 - place), values[1], 0.05);
            Assert.Equal(place == 0 ? 0 : Math.Pow(0.9, Walk.Places - place + 1), values[0], 0.05);
            Assert.Equal(1, agent.Best(seen));
        }

        Assert.Equal([1, 1], PolicyEvaluation.Returns(agent.Network, () => new Walk(), [1, 2]));
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        Assert.Equal(Weights(1), Weights(1));
        Assert.NotEqual(Weights(1), Weights(2));

        static float[] Weights(long seed)
        {
            Tensor.Seed(7);
            Dqn agent = new(new CartPole(), () => new Sequential(new Linear(4, 8), new Relu(), new Linear(8, 2)), new Adam(1e-2), new DqnSettings { WarmUp = 40, BatchSize = 16, ExplorationSteps = 100, UpdatesPerTarget = 1, TargetRate = 0.01 }, seed);
            for (int i = 0; i < 200; i++)
                agent.Advance();
            return [.. agent.Network.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())];
        }
    }

    [Fact]
    public void Exploration_falls_in_a_straight_line()
    {
        Dqn agent = new(new CartPole(), () => new Sequential(new Linear(4, 2)), new Adam(1e-3), new DqnSettings { FirstExploration = 0.9, LastExploration = 0.1, ExplorationSteps = 8, WarmUp = 100 });
        foreach (double expected in (double[])[0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1])
        {
            Assert.Equal(expected, agent.Exploration, 1e-12);
            Assert.Null(agent.Advance().Loss);
        }
    }

    [Fact]
    public void Senseless_settings_are_refused()
    {
        Assert.Contains("Discount must be from 0 to 1", Refused(new DqnSettings { Discount = 1.5 }), StringComparison.Ordinal);
        Assert.Contains("BatchSize must be 1 or more", Refused(new DqnSettings { BatchSize = 0 }), StringComparison.Ordinal);
        Assert.Contains("TargetRate", Refused(new DqnSettings { TargetRate = double.NaN }), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PolicyEvaluation.Returns(new Sequential(new Linear(4, 2)), () => new CartPole(), []));

        static string Refused(DqnSettings settings) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => new Dqn(new CartPole(), () => new Sequential(new Linear(4, 2)), new Adam(1e-3), settings)).Message;
    }

    /// <summary>Places in a row; one step to the left or right, 1 for leaving on the right.</summary>
    sealed class Walk : IEnvironment
    {
        public const int Places = 5;

        int _place;

        public string Name => "walk";

        public BoxSpace ObservationSpace { get; } = new(new float[Places], [.. Enumerable.Repeat(1f, Places)]);

        public DiscreteSpace ActionSpace { get; } = new(2);

        public float[] Reset(long? seed = null)
        {
            _place = Places / 2;
            return Seen();
        }

        public EnvironmentStep Step(int action)
        {
            _place += action == 1 ? 1 : -1;
            bool isOver = _place is < 0 or Places;
            int right = _place;
            _place = Math.Clamp(_place, 0, Places - 1);
            return new EnvironmentStep(Seen(), right == Places ? 1 : 0, isOver, false);
        }

        float[] Seen()
        {
            float[] seen = new float[Places];
            seen[_place] = 1;
            return seen;
        }
    }
}
