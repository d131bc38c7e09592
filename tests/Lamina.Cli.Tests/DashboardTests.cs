using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Lamina.Cli.Tests;

/// <summary><c>lamina dashboard</c> and <c>lamina train --dashboard</c> as a user runs them.</summary>
public sealed partial class DashboardTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public async Task It_says_its_address_and_ends_at_a_signal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no peer that sends signals here: kill.");
        InterruptTests.HearSignals();
        using Process process = _lamina.Start([], "dashboard", "--port", "0", "--no-open");
        try
        {
            string line = (await process.StandardOutput.ReadLineAsync())!;
            using HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
            Assert.Contains("There are no runs", await client.GetStringAsync(Address().Match(line).Value), StringComparison.Ordinal);
            using (Process kill = Process.Start("kill", ["-s", "INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
            Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)), "It did not end.");
            (int exit, _, string errors) = CommandLine.Finish(process);
            Assert.Equal((0, ""), (exit, errors));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    [Fact]
    public void Mistakes_are_one_line()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string taken = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"Port {taken} is in use by another program. Choose another with --port", _lamina.Mistake("dashboard", "--port", taken), StringComparison.Ordinal);
        Assert.Contains("got 'nowhere'", _lamina.Mistake("dashboard", "--host", "nowhere"), StringComparison.Ordinal);
        Assert.Contains("8 characters", _lamina.Mistake("dashboard", "--token", "x"), StringComparison.Ordinal);
        Assert.Contains("--port takes a whole number", _lamina.Mistake("dashboard", "--port", "x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_shows_itself_and_comes_to_the_same_bits()
    {
        EasyPictures.Place(_lamina.At("data"), train: 1_000);
        string[] train = ["train", "mnist-mlp", "--data", "data", "--epochs", "12", "--json"];
        Assert.True(_lamina.Run([.. train, "--out", "alone"]).Exit is 0 or 2);
        using Process process = _lamina.Start([], [.. train, "--out", "seen", "--dashboard"]);
        string line = (await process.StandardError.ReadLineAsync())!;
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
        string page = "";
        try
        {
            page = await client.GetStringAsync(Address().Match(line).Value);
        }
        catch (HttpRequestException) when (process.HasExited)
        {
            // So quick that nobody could look.
        }

        if (page.Length > 0)
            Assert.Contains("seen", page, StringComparison.Ordinal);
        Assert.True(CommandLine.Finish(process).Exit is 0 or 2);
        Assert.Equal(File.ReadAllBytes(_lamina.At("alone", "last.safetensors")), File.ReadAllBytes(_lamina.At("seen", "last.safetensors")));
    }

    [GeneratedRegex("http://\\S+")]
    private static partial Regex Address();
}
