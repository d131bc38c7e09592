using System.Net;
using System.Text.RegularExpressions;
using Lamina.Formats;
using Lamina.Recipes;

namespace Lamina.Dashboard.Tests;

/// <summary>What the pages say of the files, as they are first sent.</summary>
public sealed partial class PageTests : IDisposable
{
    readonly SampleRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task Runs_are_listed_with_their_state()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options with { Runs = Path.Combine(_runs.Folder, "later") });
        using Visitor visitor = new(server);
        Assert.Contains("There are no runs in", await visitor.Read("/"), StringComparison.Ordinal);

        await using DashboardServer full = await DashboardServer.StartAsync(_runs.Options);
        using Visitor guest = new(full);
        SampleRuns.Finish(_runs.Add("good"));
        SampleRuns.Finish(_runs.Add("short"), value: 0.5);
        _runs.Add("broken off");
        RunFolder trained = _runs.Add("now", epochs: 3);
        File.WriteAllText(Path.Combine(_runs.Add("damaged").Path, "settings.json"), "{");
        using IDisposable held = trained.Hold();
        string page = await guest.Read("/");
        foreach (string part in (string[])[">good</a>", ">reached</span>", ">missed</span>", ">unbegun</span>", ">running</span>", "3 of 5", "0.9931", "run/broken%20off", "settings.json&#x27; is damaged", "1 in training"])
            Assert.True(page.Contains(part, StringComparison.Ordinal), $"{part} is missing in {page}");
    }

    [Fact]
    public async Task A_run_on_data_that_is_gone_is_shown_all_the_same()
    {
        _runs.AddOfLostTable("lost");
        RunFolder done = _runs.AddOfLostTable("done");
        SampleRuns.GiveWeights(done);
        SampleRuns.Finish(done);
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        foreach (string address in (string[])["/", "/run/lost", "/run/done", "/run/lost/weights", "/run/lost/test", "/compare?run=lost&run=done", "/try"])
            Assert.DoesNotContain("is not there any more", await visitor.Read(address), StringComparison.Ordinal);
        Assert.Contains(">lost</a>", await visitor.Read("/"), StringComparison.Ordinal);
        Assert.Contains("<h3>loss</h3>", await visitor.Read("/run/lost"), StringComparison.Ordinal);
        Assert.Contains("0.9931", await visitor.Read("/"), StringComparison.Ordinal);
        Assert.DoesNotContain(">done", await visitor.Read("/try"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_shown_with_curves_settings_log_and_warnings()
    {
        RunFolder folder = _runs.Add("one", epochs: 4);
        SampleRuns.Finish(folder);
        File.WriteAllText(Path.Combine(folder.Path, "warnings.jsonl"), "{\"step\":50,\"rule\":\"dead-relu\",\"message\":\"<b>half</b> of it\"}\n{\"step\":");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        string page = await visitor.Read("/run/one");
        foreach (string part in (string[])["<h3>loss</h3>", "<h3>accuracy</h3>", "<h3>learning rate</h3>", "validation", "batchSize", "finished", "vectorBits", "108,938", "dead-relu (step 50): &lt;b&gt;half"])
            Assert.True(page.Contains(part, StringComparison.Ordinal), $"{part} is missing in {page}");
        Assert.Equal(5, Lines().Count(page));
        Assert.Contains("There is no run of this name", await visitor.Read("/run/..%2Fone"), StringComparison.Ordinal);
        Assert.Contains("There is no run of this name", await visitor.Read("/run/nowhere"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_and_gradients_are_drawn()
    {
        RunFolder folder = _runs.Add("one");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        Assert.Contains("There are no weights yet", await visitor.Read("/run/one/weights"), StringComparison.Ordinal);
        SampleRuns.GiveWeights(folder);
        await Task.Delay(1000);
        string page = await visitor.Read("/run/one/weights");
        Assert.Contains("0.weight [16, 1, 3, 3]", page, StringComparison.Ordinal);
        Assert.DoesNotContain("gradient of", page, StringComparison.Ordinal);
        Safetensors.Save(folder.LastGradients, new Dictionary<string, Tensor> { ["0.weight"] = Tensor.Randn([16, 1, 3, 3]) });
        Assert.Contains("gradient of 0.weight [16, 1, 3, 3]", await visitor.Read("/run/one/weights"), StringComparison.Ordinal);
        File.WriteAllText(folder.LastGradients, "{");
        Assert.Contains("gradients.safetensors", await visitor.Read("/run/one/weights"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_runs_are_compared()
    {
        SampleRuns.Finish(_runs.Add("a"));
        _runs.Add("b", epochs: 3, RecipeBook.Get("digits-cnn").Defaults with { LearningRate = 0.004 });
        _runs.Add("c, d");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        string page = await visitor.Read("/compare?run=a&run=b");
        foreach (string part in (string[])["0.004", "a, validation", "b, training"])
            Assert.True(page.Contains(part, StringComparison.Ordinal), $"{part} is missing in {page}");
        Assert.Equal(8, Lines().Count(page));
        Assert.Matches("class=\"differs\"[^>]*>\\s*<th>learningRate", page);
        Assert.DoesNotMatch("class=\"differs\"[^>]*>\\s*<th>batchSize", page);
        Assert.DoesNotContain("c, d, training", page, StringComparison.Ordinal);
        Assert.Contains("c, d, training", await visitor.Read($"/compare?run={Uri.EscapeDataString("c, d")}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_machine_and_a_pad_are_shown()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        Assert.Contains("cores", await visitor.Read("/machine"), StringComparison.Ordinal);
        Assert.Contains("No run has weights", await visitor.Read("/try"), StringComparison.Ordinal);
        SampleRuns.GiveWeights(_runs.Add("one"));
        await Task.Delay(1000);
        Assert.Contains("<canvas", await visitor.Read("/try"), StringComparison.Ordinal);

        await using DashboardServer training = await DashboardServer.StartAsync(_runs.Options with { LoadsNetworks = false });
        using Visitor guest = new(training);
        Assert.DoesNotContain("<canvas", await guest.Read("/try"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_comes_from_the_dashboard_itself()
    {
        RunFolder folder = _runs.Add("one");
        SampleRuns.GiveWeights(folder);
        SampleRuns.Finish(folder);
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        foreach (string path in (string[])["/", "/run/one", "/run/one/weights", "/compare", "/machine", "/try"])
        {
            string page = await visitor.Read(path);
            Assert.DoesNotMatch("(src|href|action)=\"(https?:)?//", page);
            foreach (Match own in Addresses().Matches(page))
                await visitor.Read("/" + own.Groups[1].Value.TrimStart('/'));
        }

        using HttpResponseMessage script = await visitor.Ask("/dashboard.js");
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        using HttpResponseMessage again = await visitor.Ask("/dashboard.js", ("If-None-Match", script.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using HttpResponseMessage nothing = await visitor.Ask("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [GeneratedRegex("class=\"line\"")]
    private static partial Regex Lines();

    [GeneratedRegex("(?:src|href)=\"([\\w./_-]+)\"")]
    private static partial Regex Addresses();
}
