using Lamina.Dashboard.Runs;
using Lamina.Recipes;

namespace Lamina.Dashboard.Tests;

/// <summary>What is read of the files, and when.</summary>
public sealed class RunBoardTests : IDisposable
{
    readonly SampleRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task Files_are_read_again_when_they_change()
    {
        RunBoard board = new(_runs.Options);
        Assert.Empty(board.Read());
        RunFolder one = _runs.Add("one", epochs: 1), two = _runs.Add("two", epochs: 1);
        IReadOnlyList<RunView> first = await Later(board);
        Assert.Equal(["one", "two"], first.Select(run => run.Name));
        Assert.Same(first, await Later(board));

        SampleRuns.AddEpoch(one, 2);
        IReadOnlyList<RunView> second = await Later(board);
        Assert.Equal(2, second[0].Metrics.Count);
        Assert.Same(first[1], second[1]);

        // A line that is still being written is not read.
        File.AppendAllText(one.Metrics, "3,0.001,1.5,");
        Assert.Equal(2, (await Later(board))[0].Metrics.Count);

        using (one.Hold())
            Assert.Equal(RunState.Running, (await Later(board))[0].State);
        Assert.Equal(RunState.Unbegun, (await Later(board))[0].State);
        Assert.True(two.Remove());
        Assert.Equal(["one"], (await Later(board)).Select(run => run.Name));
    }

    [Fact]
    public void One_run_may_be_named_in_the_place_of_their_folder()
    {
        RunFolder folder = _runs.Add("one");
        RunView run = Assert.Single(new RunBoard(_runs.Options with { Runs = folder.Path }).Read());
        Assert.Equal("one", run.Name);
        Assert.Equal(["loss", "accuracy"], run.MetricNames);
        Assert.Equal(("val_accuracy", 0.9), run.Last);
        Assert.Contains(("epochs", "5"), run.Settings);
    }

    [Fact]
    public void What_is_damaged_is_said_and_the_rest_is_shown()
    {
        RunFolder folder = _runs.Add("one");
        File.AppendAllText(folder.Metrics, "x,y\n");
        RunView run = Assert.Single(new RunBoard(_runs.Options).Read());
        Assert.Contains("metrics.csv' is damaged", run.Problem, StringComparison.Ordinal);
        Assert.NotNull(run.Recipe);
    }

    // After the pause in which the board gives what it has.
    static async Task<IReadOnlyList<RunView>> Later(RunBoard board)
    {
        await Task.Delay(TimeSpan.FromSeconds(0.95));
        return board.Read();
    }
}
