using Lamina.Dashboard.Runs;
using Lamina.Dashboard.Trying;
using Lamina.Recipes;

namespace Lamina.Dashboard.Tests;

/// <summary>The test part of a finished run.</summary>
public sealed class TestPartTests : IDisposable
{
    readonly SampleRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task It_says_what_an_evaluation_says_and_is_closed_before()
    {
        RunFolder folder = _runs.Add("one");
        SampleRuns.GiveWeights(folder);
        Assert.False(TestPart.IsOpen(Assert.Single(new RunBoard(_runs.Options).Read())));
        await using (DashboardServer early = await DashboardServer.StartAsync(_runs.Options))
        {
            using Visitor hasty = new(early);
            Assert.Contains("opened when it is finished", await hasty.Read("/run/one/test"), StringComparison.Ordinal);
        }

        SampleRuns.Finish(folder);
        RunView run = Assert.Single(new RunBoard(_runs.Options).Read());
        Assert.True(TestPart.IsOpen(run));
        Examination examination = TestPart.Examine(run, null, default);
        (Recipe recipe, RecipeSettings settings) = folder.ReadSettings();
        Assert.Equal(10_000, examination.Count);
        Assert.Equal(recipe.Evaluate(new RecipeRun(folder, settings, null, Verbose: false, default)).Value, examination.Right / 10_000.0, 1e-9);

        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        string page = await visitor.Read("/run/one/test");
        Assert.Contains("of 10,000 pictures are right", page, StringComparison.Ordinal);
        Assert.Equal(24, page.Split("<image").Length - 1);
    }
}
