using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lamina.Recipes;

namespace Lamina.Dashboard.Tests;

/// <summary>Models of texts and of tables answer what is entered, and say what they cannot answer.</summary>
public sealed class TryTests : IDisposable
{
    readonly SampleRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task A_text_gets_classes_with_their_probabilities()
    {
        _runs.AddOfTexts("words");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        Assert.Contains("<textarea name=\"text\"", await visitor.Read("/try?run=words"), StringComparison.Ordinal);
        (HttpStatusCode status, string answer) = await Ask(server, "words", Fields(("text", "So lovely, so \"very\" lovely!")));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<b id=\"answer\">good</b>", answer, StringComparison.Ordinal);
        double[] shares = [.. Regex.Matches(answer, "class=\"number\">([\\d.]+) %").Select(share => double.Parse(share.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(2, shares.Length);
        Assert.Equal(100, shares.Sum(), 0.11);
        Assert.Contains("<b id=\"answer\">bad</b>", (await Ask(server, "words", Fields(("text", "dreary")))).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_too_much_and_what_is_no_text_are_said_to_be_so()
    {
        _runs.AddOfTexts("words");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        foreach (string empty in (string[])["", "  \n\t", "\u0000\u0007"])
            Assert.Contains("Type, and see.", (await Ask(server, "words", Fields(("text", empty)))).Answer, StringComparison.Ordinal);
        Assert.Contains("Type, and see.", (await Ask(server, "words", "{}")).Answer, StringComparison.Ordinal);
        Assert.Contains(">good</b>", (await Ask(server, "words", Fields(("text", "\u0000lovely\u001b\r\n,\"")))).Answer, StringComparison.Ordinal);
        Assert.Contains(">good</b>", (await Ask(server, "words", Fields(("text", string.Concat(Enumerable.Repeat("lovely ", 140_000)))))).Answer, StringComparison.Ordinal);
        (HttpStatusCode status, string answer) = await Ask(server, "words", Fields(("text", new string('a', 1 << 20))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("the most that is answered here", answer, StringComparison.Ordinal);
        foreach (string other in (string[])["", "[1]", "{\"text\":1}", "{\"text\":\"\\ud800\"}", "{\"text\":"])
            Assert.Contains("Load the page again", (await Ask(server, "words", other)).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_a_table_gets_a_number_and_a_cell_that_does_not_fit_is_named()
    {
        _runs.AddOfTable("prices", "price");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        string page = await visitor.Read("/try");
        foreach (string part in (string[])["name=\"width\"", "<select name=\"colour\"", "<option value=\"red\">", "<select name=\"kind\""])
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"price\"", page, StringComparison.Ordinal);
        Assert.True(await Price("90") > await Price("10"));
        Assert.Contains("<b id=\"answer\">", (await Ask(server, "prices", Fields(("colour", "red")))).Answer, StringComparison.Ordinal);
        string problem = (await Ask(server, "prices", Fields(("width", "wide")))).Answer;
        Assert.Contains("class=\"problem\"", problem, StringComparison.Ordinal);
        Assert.Contains("width", problem, StringComparison.Ordinal);

        async Task<double> Price(string width) => double.Parse(
            Regex.Match((await Ask(server, "prices", Fields(("width", width), ("colour", "blue"), ("kind", "cold")))).Answer, "id=\"answer\">([^<]+)<").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_damaged_model_is_said_to_be_so_and_one_that_trains_asks_for_another_dashboard()
    {
        RunFolder folder = _runs.AddOfTexts("words");
        File.WriteAllText(folder.Model, "nothing");
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        Assert.Contains("class=\"problem\"", await visitor.Read("/try"), StringComparison.Ordinal);
        Assert.Contains("class=\"problem\"", (await Ask(server, "words", Fields(("text", "a")))).Answer, StringComparison.Ordinal);
        await using DashboardServer training = await DashboardServer.StartAsync(_runs.Options with { LoadsNetworks = false });
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(training, "words", Fields(("text", "a")))).Status);
    }

    static string Fields(params (string Name, string Value)[] fields) => JsonSerializer.Serialize(fields.ToDictionary(field => field.Name, field => field.Value));

    static async Task<(HttpStatusCode Status, string Answer)> Ask(DashboardServer server, string run, string body)
    {
        using HttpClient client = new();
        using HttpResponseMessage answer = await client.PostAsync(new Uri($"http://127.0.0.1:{server.Address.Port}/try/{run}"), new StringContent(body, Encoding.UTF8));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
