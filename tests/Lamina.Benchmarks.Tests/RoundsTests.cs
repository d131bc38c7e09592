using Lamina.Benchmarks.Timing;

namespace Lamina.Benchmarks.Tests;

/// <summary>Rounds come to medians and to ratios within rounds.</summary>
public sealed class RoundsTests
{
    [Fact]
    public void Ratios_are_taken_round_by_round()
    {
        Told own = new(1, 2, 4), other = new(3, 4, 4);
        Rounds rounds = Rounds.Measure([own, other], wanted: 3, seconds: 0, turn: 1);

        // On a busy machine no round is quiet, and all three count then, too.
        Assert.Equal(3, rounds.Count);
        if (rounds.QuietCount is 0 or 3)
        {
            Assert.Equal((2.0, 4.0), (rounds.Milliseconds(0), rounds.Milliseconds(1)));
            Assert.Equal((2.0, 1.0, 3.0), rounds.Ratio(0, 1));
        }
        else
        {
            Assert.False(rounds.IsQuiet);
            Assert.Equal(2.0, rounds.Ratio(0, 1).Median);
        }
    }

    [Fact]
    public void A_turn_runs_the_steps_it_must()
    {
        int steps = 0;
        Turn turn = Turn.Of(() => steps++, milliseconds: 0, least: 5);
        Assert.Equal(5, steps);
        Assert.True(turn.Mean >= 0 && turn.Median >= 0);
    }

    [Fact]
    public void Medians_and_means()
    {
        Assert.Equal(2.5, Statistics.Median([4, 1, 2, 3]));
        Assert.Equal(3, Statistics.Median([9, 1, 3]));
        Assert.Equal(4, Statistics.GeometricMean([2, 8]), 12);
    }

    sealed class Told(params double[] times) : IRunner
    {
        int _next;

        public string Name => "told";

        public Turn Run(int milliseconds, int least) => new(times[_next], times[_next++]);
    }
}
