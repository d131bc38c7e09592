using System.Net;
using System.Net.Sockets;

namespace Lamina.Dashboard.Tests;

/// <summary>Who is let in, over real connections.</summary>
public sealed class DoorTests : IDisposable
{
    const string Token = "a token of the user's";

    readonly SampleRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task At_the_loopback_address_no_token_is_needed()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        Assert.Equal($"{visitor.Origin}/", server.Address.AbsoluteUri);
        using HttpResponseMessage answer = await visitor.Ask("/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(answer.Headers.GetValues("Content-Security-Policy"), policy => policy.Contains("default-src 'self'", StringComparison.Ordinal));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Elsewhere_one_is_drawn_and_asked_for()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options with { Host = "*" });
        await using DashboardServer another = await DashboardServer.StartAsync(_runs.Options with { Host = "*" });
        Assert.NotEqual(server.Address.Query, another.Address.Query);
        Assert.Matches("^[?]token=[0-9a-f]{32}$", server.Address.Query);
        using Visitor visitor = new(server);
        foreach (string path in (string[])["/", "/run/x", "/try", "/dashboard.js", "/nowhere", "/?token=", "/?token=00000000000000000000000000000000"])
        {
            using HttpResponseMessage refused = await visitor.Ask(path);
            Assert.True(refused.StatusCode == HttpStatusCode.Unauthorized, $"{path}: {refused.StatusCode}");
        }

        using HttpResponseMessage invited = await visitor.Ask(server.Address.PathAndQuery);
        Assert.Equal(HttpStatusCode.Redirect, invited.StatusCode);
        Assert.Equal("/", invited.Headers.Location!.OriginalString);
        string cookie = Assert.Single(invited.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        using HttpResponseMessage known = await visitor.Ask("/", ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        using HttpResponseMessage bearer = await visitor.Ask("/", ("Authorization", $"Bearer {server.Address.Query[7..]}"));
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
    }

    [Fact]
    public async Task A_token_of_ones_own_holds_everywhere_and_leads_nowhere_else()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options with { Token = Token });
        using Visitor visitor = new(server);
        using HttpResponseMessage refused = await visitor.Ask("/");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        string query = $"token={Uri.EscapeDataString(Token)}";
        Assert.EndsWith(query, server.Address.AbsoluteUri, StringComparison.Ordinal);
        foreach ((string path, string place) in ((string, string)[])[($"/compare?runs=a&{query}", "/compare?runs=a"), ($"//evil.example/?{query}", "/evil.example/")])
        {
            using HttpResponseMessage invited = await visitor.Ask(path);
            Assert.Equal(place, invited.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task Pages_of_other_sites_are_kept_out()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(_runs.Options);
        using Visitor visitor = new(server);
        (string Name, string Value, HttpStatusCode Expected)[] cases =
        [
            ("Host", "evil.example", HttpStatusCode.Forbidden),
            ("Host", $"127.0.0.1.evil.example:{server.Address.Port}", HttpStatusCode.Forbidden),
            ("Host", $"localhost:{server.Address.Port}", HttpStatusCode.OK),
            ("Origin", "http://evil.example", HttpStatusCode.Forbidden),
            ("Origin", "null", HttpStatusCode.Forbidden),
            ("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden),
            ("Origin", visitor.Origin, HttpStatusCode.OK),
        ];
        foreach ((string name, string value, HttpStatusCode expected) in cases)
        {
            using HttpResponseMessage answer = await visitor.Ask("/", (name, value));
            Assert.True(answer.StatusCode == expected, $"{name}: {value}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task What_cannot_be_served_is_said_in_a_line()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int taken = ((IPEndPoint)other.LocalEndpoint).Port;
        string file = Path.Combine(_runs.Folder, "file");
        File.WriteAllText(file, "");
        (DashboardOptions Options, string Part)[] mistakes =
        [
            (_runs.Options with { Port = taken }, $"Port {taken} is in use"),
            (_runs.Options with { Port = 70_000 }, "got 70000"),
            (_runs.Options with { Host = "nowhere" }, "got 'nowhere'"),
            (_runs.Options with { Host = "203.0.113.7" }, "'203.0.113.7' is no address of this machine"),
            (_runs.Options with { Token = "short" }, "8 characters or more; got 5"),
            (_runs.Options with { Runs = file }, "is a file"),
        ];
        foreach ((DashboardOptions options, string part) in mistakes)
        {
            DashboardException error = await Assert.ThrowsAsync<DashboardException>(() => DashboardServer.StartAsync(options));
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }
}
