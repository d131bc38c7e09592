using Xunit;

namespace Lamina.Data.Tests;

public class CartPoleTests
{
    // The states and steps that Gymnasium's documentation of vector environments prints, seed 42.
    [Theory]
    [InlineData(1, 0.0273956, -0.00611216, 0.03585979, 0.0197368, 0.02727336, 0.18847767, 0.03625453, -0.26141977)]
    [InlineData(0, 0.01522993, -0.04562247, -0.04799704, 0.03392126, 0.01431748, -0.24002443, -0.04731862, 0.3110827)]
    [InlineData(1, -0.03774345, -0.02418869, -0.00942293, 0.0469184, -0.03822722, 0.1710671, -0.00848456, -0.2487226)]
    public void A_step_is_that_of_Gymnasium(int action, double x, double v, double angle, double w, double nextX, double nextV, double nextAngle, double nextW)
    {
        CartPole cart = new();
        cart.Place(x, v, angle, w);
        EnvironmentStep step = cart.Step(action);
        Assert.Equal((1.0, false, false), (step.Reward, step.IsTerminated, step.IsTruncated));
        double[] expected = [nextX, nextV, nextAngle, nextW];
        for (int i = 0; i < 4; i++)
            Assert.Equal(expected[i], step.Observation[i], 2e-8);
    }

    // From rest at the middle: the push alone, 10 N on 1.1 kg, against θ'' = −(10/1.1) / (½·(4/3 − 0.1/1.1)).
    [Fact]
    public void The_first_push_is_as_by_hand()
    {
        CartPole cart = new();
        cart.Place(0, 0, 0, 0);
        double angular = -(10 / 1.1) / (0.5 * ((4 / 3.0) - (0.1 / 1.1))), linear = (10 / 1.1) - (0.05 * angular / 1.1);
        Assert.Equal([0, (float)(0.02 * linear), 0, (float)(0.02 * angular)], cart.Step(1).Observation);
    }

    // The equations as Barto, Sutton and Anderson print them, solved apart, over whole episodes.
    [Fact]
    public void Episodes_follow_the_published_equations()
    {
        Random random = new(3);
        for (int episode = 0; episode < 50; episode++)
        {
            double[] s = [(random.NextDouble() - 0.5) * 4, random.NextDouble() - 0.5, (random.NextDouble() - 0.5) * 0.3, random.NextDouble() - 0.5];
            CartPole cart = new();
            cart.Place(s[0], s[1], s[2], s[3]);
            for (int i = 1; ; i++)
            {
                int action = random.Next(2);
                EnvironmentStep step = cart.Step(action);
                double f = action == 1 ? 10 : -10, sin = Math.Sin(s[2]), cos = Math.Cos(s[2]), moment = 0.1 * 0.5 * s[3] * s[3] * sin;
                double turn = ((9.8 * sin) + (cos * (-f - moment) / 1.1)) / (0.5 * ((4 / 3.0) - (0.1 * cos * cos / 1.1)));
                double push = (f + (0.1 * 0.5 * ((s[3] * s[3] * sin) - (turn * cos)))) / 1.1;
                s = [s[0] + (0.02 * s[1]), s[1] + (0.02 * push), s[2] + (0.02 * s[3]), s[3] + (0.02 * turn)];
                for (int k = 0; k < 4; k++)
                    Assert.Equal(s[k], step.Observation[k], 1e-6 * (1 + Math.Abs(s[k])));
                Assert.Equal(Math.Abs(s[0]) > 2.4 || Math.Abs(s[2]) > 12 * Math.PI / 180, step.IsTerminated);
                Assert.Equal(i == 500, step.IsTruncated);
                Assert.Equal(1, step.Reward);
                if (step.IsOver)
                    break;
            }
        }
    }

    [Theory]
    [InlineData(2.41, 0, false, true)]
    [InlineData(-2.41, 0, false, true)]
    [InlineData(2.39, 0, false, false)]
    [InlineData(0, 0.2095, false, true)]
    [InlineData(0, -0.2095, false, true)]
    [InlineData(0, 0.209, false, false)]
    public void It_ends_beyond_the_limits(double x, double angle, bool truncated, bool terminated)
    {
        CartPole cart = new();
        cart.Place(x, 0, angle, 0);
        EnvironmentStep step = cart.Step(0);
        Assert.Equal((truncated, terminated), (step.IsTruncated, step.IsTerminated));
    }

    [Fact]
    public void An_episode_is_broken_off_after_500_steps()
    {
        // Position and both velocities decide: enough to balance for ever.
        CartPole cart = new();
        float[] seen = cart.Reset(seed: 4);
        for (int i = 1; i <= 500; i++)
        {
            EnvironmentStep step = cart.Step((0.05 * seen[0]) + (0.1 * seen[1]) + seen[2] + (0.3 * seen[3]) > 0 ? 1 : 0);
            Assert.Equal((i == 500, false, i == 500), (step.IsTruncated, step.IsTerminated, step.IsOver));
            Assert.True(cart.ObservationSpace.Contains(step.Observation));
            seen = step.Observation;
        }

        Assert.Contains("over", Assert.Throws<InvalidOperationException>(() => cart.Step(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_begins_the_same_episodes()
    {
        CartPole one = new(), other = new();
        Assert.Contains("Reset", Assert.Throws<InvalidOperationException>(() => one.Step(0)).Message, StringComparison.Ordinal);
        HashSet<float> starts = [];
        float[] first = one.Reset(seed: 7);
        Assert.Equal(first, other.Reset(seed: 7));
        for (int i = 0; i < 200; i++)
        {
            float[] start = one.Reset();
            Assert.Equal(start, other.Reset());
            Assert.All(start, value => Assert.InRange(value, -0.05f, 0.05f));
            Assert.True(starts.Add(start[0]));
        }

        Assert.Equal(first, one.Reset(seed: 7));
        Assert.NotEqual(first, one.Reset(seed: 8));

        // Uniform in ±0.05: the mean of 200 is within four of its deviations of 0.
        Assert.InRange(starts.Average(), -0.0082, 0.0082);
        Assert.InRange(starts.Max(), 0.045, 0.05);
    }

    [Fact]
    public void Spaces_say_what_can_be_done_and_seen()
    {
        CartPole cart = new();
        Assert.Equal((2, 4), (cart.ActionSpace.Count, cart.ObservationSpace.Count));
        Assert.Equal(["left", "right"], cart.ActionSpace.Names);
        Assert.True(cart.ObservationSpace.Contains([4.8f, 1e9f, -0.4f, 0]));
        Assert.False(cart.ObservationSpace.Contains([4.9f, 0, 0, 0]));
        Assert.False(cart.ObservationSpace.Contains([float.NaN, 0, 0, 0]));
        Assert.False(cart.ObservationSpace.Contains([0, 0, 0]));
        cart.Reset(seed: 1);
        Assert.Contains("0 (left) and 1 (right)", Assert.Throws<ArgumentOutOfRangeException>(() => cart.Step(2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new BoxSpace([1], [0]));
        Assert.Throws<ArgumentException>(() => new BoxSpace([], []));
        Assert.Throws<ArgumentException>(() => new DiscreteSpace(2, "left"));
        Draws draws = new(1, 0, 0);
        int[] counts = new int[3];
        for (int i = 0; i < 3000; i++)
            counts[new DiscreteSpace(3).Sample(ref draws)]++;
        Assert.All(counts, count => Assert.InRange(count, 900, 1100));
    }
}
