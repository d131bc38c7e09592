using Lamina.Recipes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lamina.Dashboard.Tests;

/// <summary>The dashboard as a person sees it, in a real browser.</summary>
public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    readonly SampleRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task Pages_follow_a_training_by_themselves()
    {
        RunFolder folder = _runs.Add("one", epochs: 1);
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        await using Visit visit = await browser.Open(server.Address);
        await Expect(visit.Page.GetByText("1 of 5")).ToBeVisibleAsync();
        SampleRuns.AddEpoch(folder, 2);
        await Expect(visit.Page.GetByText("2 of 5")).ToBeVisibleAsync();

        await visit.Page.GetByText("one", new() { Exact = true }).ClickAsync();
        ILocator line = visit.Page.Locator(".chart polyline.line").First;
        await Expect(line).ToBeVisibleAsync();
        string before = (await line.GetAttributeAsync("points"))!;
        SampleRuns.AddEpoch(folder, 3);
        await Expect(line).Not.ToHaveAttributeAsync("points", before);
        SampleRuns.Finish(folder);
        await Expect(visit.Page.Locator("h1 .state.reached")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_chart_says_the_values_under_the_pointer()
    {
        _runs.Add("one", epochs: 4);
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        await using Visit visit = await browser.Open(server.Address);
        await visit.Go("run/one");
        ILocator chart = visit.Page.Locator(".chart").First;
        LocatorBoundingBoxResult box = (await chart.Locator("svg >> nth=-1").BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.98f), box.Y + 60);
        await Expect(chart.Locator(".tip")).ToContainTextAsync("epoch 4");
        await Expect(chart.Locator(".tip")).ToContainTextAsync("training 0.25");
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.1f), box.Y + 60);
        await Expect(chart.Locator(".tip")).ToContainTextAsync("validation 1.1");
        await visit.Page.Mouse.MoveAsync(5, 5);
        await Expect(chart.Locator(".tip")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Runs_are_chosen_and_compared()
    {
        _runs.Add("a");
        _runs.Add("b");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        await using Visit visit = await browser.Open(server.Address);
        await visit.Go("compare?run=a");
        ILocator lines = visit.Page.Locator(".chart").First.Locator("polyline.line");
        await Expect(lines).ToHaveCountAsync(2);
        await visit.Page.GetByLabel("b", new() { Exact = true }).CheckAsync();
        await Expect(lines).ToHaveCountAsync(4);
        Assert.EndsWith("run=a&run=b", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawing_is_answered_while_one_draws()
    {
        SampleRuns.GiveWeights(_runs.Add("one"));
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        await using Visit visit = await browser.Open(server.Address);
        await visit.Go("try");
        LocatorBoundingBoxResult box = (await visit.Page.Locator("canvas").BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 40);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 240, new() { Steps = 12 });
        await Expect(visit.Page.Locator("#answer")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9]$"));
        await visit.Page.Mouse.UpAsync();
        await Expect(visit.Page.Locator(".bars tr")).ToHaveCountAsync(10);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(visit.Page.Locator("#answer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_text_is_answered_while_one_types_and_a_table_has_fields_of_its_own()
    {
        _runs.AddOfTable("columns", "kind");
        _runs.AddOfTexts("words");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        await using Visit visit = await browser.Open(server.Address);
        await visit.Go("try");
        await visit.Page.GetByLabel("text").FillAsync("What a lovely evening");
        await Expect(visit.Page.Locator("#answer")).ToHaveTextAsync("good");
        await visit.Page.GetByLabel("text").FillAsync("a dreary one");
        await Expect(visit.Page.Locator("#answer")).ToHaveTextAsync("bad");
        await Expect(visit.Page.Locator(".bars tr")).ToHaveCountAsync(2);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(visit.Page.Locator("#answer")).ToHaveCountAsync(0);

        await visit.Page.Locator("#network").SelectOptionAsync("columns");
        await visit.Page.GetByLabel("colour").SelectOptionAsync("red");
        await Expect(visit.Page.Locator("#answer")).ToHaveTextAsync("warm");
        await visit.Page.GetByLabel("width").FillAsync("wide");
        await Expect(visit.Page.Locator("#answers .problem")).ToContainTextAsync("width");
    }

    [Fact]
    public async Task Weights_are_shown_as_histograms()
    {
        SampleRuns.GiveWeights(_runs.Add("one"));
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        await using Visit visit = await browser.Open(server.Address);
        await visit.Go("run/one");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Weights" }).ClickAsync();
        await Expect(visit.Page.Locator(".chart.paper")).ToHaveCountAsync(8);
    }

    [Fact]
    public async Task A_training_is_stopped_after_a_second_thought()
    {
        RunFolder folder = _runs.Add("one");
        using IDisposable held = folder.Hold();
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        await using Visit visit = await browser.Open(server.Address);
        await visit.Go("run/one");
        await visit.Page.GetByText("Stop", new() { Exact = true }).ClickAsync();
        Assert.False(folder.IsStopRequested);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Stop it" }).ClickAsync();
        await Expect(visit.Page.GetByText("It ends after the step in hand")).ToBeVisibleAsync();
        Assert.True(folder.IsStopRequested);
    }

    [Fact]
    public async Task Runs_are_sorted_by_what_one_clicks()
    {
        SampleRuns.Finish(_runs.Add("a"), value: 0.7);
        SampleRuns.Finish(_runs.Add("b"), value: 0.9);
        SampleRuns.Finish(_runs.Add("c"), value: 0.8);
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        await using Visit visit = await browser.Open(server.Address);
        ILocator names = visit.Page.Locator(".runs tbody td:first-child");
        await Expect(names).ToHaveTextAsync(["a", "b", "c"]);
        ILocator head = visit.Page.GetByRole(AriaRole.Link, new() { Name = "Value" });
        await head.ClickAsync();
        await Expect(names).ToHaveTextAsync(["b", "c", "a"]);
        await head.ClickAsync();
        await Expect(names).ToHaveTextAsync(["a", "c", "b"]);
    }

    [Fact]
    public async Task A_token_in_the_address_is_enough_and_leaves_it()
    {
        _runs.Add("one");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options with { Host = "*" });
        Uri here = new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri;
        await using Visit visit = await browser.Open(here);
        await Expect(visit.Page.GetByText("2 of 5")).ToBeVisibleAsync();
        Assert.DoesNotContain("token", visit.Page.Url, StringComparison.Ordinal);
        SampleRuns.AddEpoch(RunFolder.Open(Path.Combine(_runs.Folder, "one")), 3);
        await Expect(visit.Page.GetByText("3 of 5")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Pages_fit_a_telephone_by_day_and_night()
    {
        RunFolder folder = _runs.Add("a-run-with-a-rather-long-name-of-its-own", epochs: 4);
        SampleRuns.GiveWeights(folder);
        SampleRuns.Finish(folder);
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using Visit visit = await browser.Open(server.Address, width: 420, scheme);
            foreach (string path in (string[])["", "run/a-run-with-a-rather-long-name-of-its-own", "run/a-run-with-a-rather-long-name-of-its-own/weights", "compare", "try", "machine"])
            {
                await visit.Go(path);
                Assert.True(await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 420, $"'{path}' is wider than the screen.");
            }
        }
    }
}
