using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Xunit;

namespace Lamina.Data.Tests;

public sealed class DownloaderTests : IDisposable
{
    static readonly byte[] content = MakeContent();

    readonly HttpClient client = new();
    readonly TemporaryFolder folder = new();

    string Target => folder.At("set", "file.bin");

    string Part => Target + ".part";

    [Fact]
    public async Task FetchesAFileAndReportsProgress()
    {
        await using FileServer server = new(content);
        List<DownloadProgress> reports = [];
        Assert.Equal(Target, await Fetch([server.Address], new Recorder(reports)));
        CheckComplete();
        Assert.Equal(new DownloadProgress("file.bin", content.Length, content.Length), reports[^1]);
        Assert.Equal(reports.Select(report => report.BytesReceived).Order(), reports.Select(report => report.BytesReceived));

        // What is there is not fetched again.
        await Fetch([server.Address]);
        Assert.Equal([0], server.Requests);
    }

    [Fact]
    public async Task GoesOnWhereAConnectionBroke()
    {
        await using FileServer server = new(content) { Breaks = (100_000, 2) };
        await Fetch([server.Address]);
        CheckComplete();
        Assert.Equal([0, 100_000, 200_000], server.Requests);
    }

    [Fact]
    public async Task ABrokenDownloadIsKeptForTheNextTime()
    {
        await using FileServer server = new(content) { Breaks = (90_000, 1) };
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => Fetch([server.Address], attempts: 1));
        Assert.Contains("file.bin could not be fetched", error.Message, StringComparison.Ordinal);
        Assert.Contains($"place the file in {folder.At("set")} by hand", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
        Assert.Equal(content[..90_000], await File.ReadAllBytesAsync(Part));

        await Fetch([server.Address], attempts: 1);
        CheckComplete();
        Assert.Equal([0, 90_000], server.Requests);
    }

    [Fact]
    public async Task StartsOverWhereTheServerKnowsNoRanges()
    {
        await using FileServer server = new(content) { Breaks = (70_000, 1), KnowsRanges = false };
        await Fetch([server.Address]);
        CheckComplete();
        Assert.Equal([0, 70_000], server.Requests);
    }

    [Fact]
    public async Task AWrongSumLeavesNothingBehind()
    {
        byte[] other = [.. content];
        other[123_456] ^= 1;
        await using FileServer server = new(other);
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => Fetch([server.Address]));
        Assert.Contains("SHA-256 sum", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.At("set")));
        Assert.Equal([0], server.Requests);

        // A second source with the right file is asked next.
        await using FileServer good = new(content);
        await Fetch([server.Address, good.Address]);
        CheckComplete();
    }

    [Fact]
    public async Task ADamagedPartIsThrownAwayAndFetchedAgain()
    {
        await using FileServer server = new(content);
        foreach (int length in (int[])[50_000, content.Length, content.Length + 1])
        {
            Directory.CreateDirectory(folder.At("set"));
            File.Delete(Target);
            await File.WriteAllBytesAsync(Part, new byte[length]);
            await Fetch([server.Address]);
            CheckComplete();
        }
    }

    [Fact]
    public async Task TooMuchTooLittleOrNothingAtAllIsAnError()
    {
        await using FileServer longer = new([.. content, 1]), shorter = new(content[..^1]), gone = new(content) { Status = "404 Not Found" };
        using TcpListener unused = new(IPAddress.Loopback, 0);
        unused.Start();
        Uri nobody = new($"http://127.0.0.1:{((IPEndPoint)unused.LocalEndpoint).Port}/");
        unused.Stop();
        await Check(longer.Address, "more than the 300000 bytes");
        await Check(shorter.Address, "ended after 299999 of 300000 bytes");
        await Check(gone.Address, "404");
        Assert.Single(gone.Requests);
        await Check(nobody, "127.0.0.1");

        async Task Check(Uri source, string part)
        {
            DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => Fetch([source]));
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Target));

            // An attempt to which nothing came leaves nothing.
            Assert.Equal(source == shorter.Address, File.Exists(Part));
            File.Delete(Part);
        }
    }

    [Fact]
    public async Task CancellingKeepsWhatHasCome()
    {
        await using FileServer server = new(content);
        using CancellationTokenSource source = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fetch([server.Address], new Canceller(source), cancellationToken: source.Token));
        Assert.False(File.Exists(Target));
        Assert.InRange(new FileInfo(Part).Length, 1, content.Length);
        await Fetch([server.Address]);
        CheckComplete();
    }

    [Fact]
    public async Task AMissingSetIsDownloadedAndAFailureNamesTheWaysOut()
    {
        await using FileServer gone = new(content) { Status = "503 Service Unavailable" };
        using HttpClient redirected = new(new Redirect(gone.Address));
        DataFolders folders = new(null, null, folder.FullName);
        MissingDataException error = await Assert.ThrowsAsync<MissingDataException>(
            () => Task.Run(() => MnistFiles.Mnist.Load(folders, new Downloader(redirected, attempts: 1), null, default)));
        Assert.Contains("503", error.Message, StringComparison.Ordinal);
        Assert.Contains("'digits'", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, gone.Requests.Count);

        // Each advice once, and of a length that one reads.
        Assert.Single(Regex.Matches(error.Message, "place "));
        Assert.InRange(error.Message.Replace(folder.FullName, "", StringComparison.Ordinal).Length, 200, 700);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullName));
    }

    [Fact]
    public async Task OnlyADownloadThatBrokeOffGoesOnInAPlaceThatHasFilesOfTheSet()
    {
        await using FileServer gone = new(content) { Status = "503 Service Unavailable" };
        using HttpClient redirected = new(new Redirect(gone.Address));
        string set = folder.At("mnist"), first = Path.Combine(set, "train-images-idx3-ubyte.gz");
        DataFolders cache = new(null, null, folder.FullName), named = new(folder.FullName);
        Directory.CreateDirectory(set);
        await File.WriteAllBytesAsync(first, [1]);
        Assert.Contains("is not whole", Refusal(named), StringComparison.Ordinal);
        Assert.Empty(gone.Requests);
        Assert.Contains("503", Refusal(cache), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Path.Combine(set, "train-labels-idx1-ubyte.gz.part"), [1]);
        Assert.Contains("503", Refusal(named), StringComparison.Ordinal);

        string Refusal(DataFolders folders) =>
            Assert.Throws<MissingDataException>(() => MnistFiles.Mnist.Load(folders, new Downloader(redirected, attempts: 1), null, default)).Message;
    }

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    Task<string> Fetch(
        Uri[] sources, IProgress<DownloadProgress>? progress = null, int attempts = 3, CancellationToken cancellationToken = default)
    {
        RemoteFile file = new("file.bin", sources, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        return new Downloader(client, attempts).FetchAsync(file, folder.At("set"), progress, cancellationToken);
    }

    void CheckComplete()
    {
        Assert.Equal(content, File.ReadAllBytes(Target));
        Assert.False(File.Exists(Part));
    }

    static byte[] MakeContent()
    {
        byte[] bytes = new byte[300_000];
        new Random(5).NextBytes(bytes);
        return bytes;
    }

    sealed class Recorder(List<DownloadProgress> reports) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => reports.Add(value);
    }

    sealed class Canceller(CancellationTokenSource source) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => source.Cancel();
    }

    // No test asks the publishers' servers.
    sealed class Redirect(Uri address) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = address;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
