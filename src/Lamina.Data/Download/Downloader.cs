using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Lamina.Data;

/// <summary>Fetches published files: resumed where an earlier attempt broke off, checked by their sum, complete or not there at all.</summary>
/// <remarks>
/// Bytes are gathered in <c>NAME.part</c> beside the target. When all have come and their SHA-256 sum is right, the file gets its
/// name in one step. An interrupted <c>.part</c> is kept and continued by the next attempt; one with a wrong sum is deleted.
/// A file whose sum is not known is taken as it comes, up to the length that the server gives: whoever reads it must not trust it.
/// </remarks>
public sealed class Downloader
{
    const int BufferLength = 1 << 16;

    static readonly TimeSpan longestSilence = TimeSpan.FromSeconds(60);

    readonly HttpClient client;
    readonly int attempts;

    /// <summary>A downloader over a client of the caller's.</summary>
    /// <param name="client">What makes the requests; its timeouts and proxies hold.</param>
    /// <param name="attempts">How often each source is asked before the next one is tried.</param>
    public Downloader(HttpClient client, int attempts = 3)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(attempts);
        this.client = client;
        this.attempts = attempts;
    }

    /// <summary>Fetches a file into a folder, unless it is there already.</summary>
    /// <param name="file">What to fetch.</param>
    /// <param name="folder">Where to; made if missing.</param>
    /// <param name="progress">Is told of bytes as they come.</param>
    /// <param name="cancellationToken">Stops the download; the part that has come is kept for the next attempt.</param>
    /// <returns>The path of the complete file.</returns>
    /// <exception cref="DownloadException">No source gave the file.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<string> FetchAsync(
        RemoteFile file, string folder, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(folder);
        string target = Path.Combine(folder, file.Name), part = target + ".part";
        if (File.Exists(target))
            return target;
        List<string> failures = [];
        Exception? last = null;
        foreach (Uri source in file.Sources)
        {
            for (int attempt = 0; attempt < attempts; attempt++)
            {
                bool continued = new FileInfo(part) is { Exists: true, Length: > 0 };
                try
                {
                    await ReceiveAsync(file, source, part, progress, cancellationToken).ConfigureAwait(false);
                    await CheckAsync(file, part, cancellationToken).ConfigureAwait(false);
                    File.Move(part, target, overwrite: true);
                    return target;
                }
                catch (Exception error) when (IsOfTheNetwork(error, cancellationToken))
                {
                    last = error;
                    failures.Add($"{source.Host}: {Cause(error)}");
                    bool isFinal = error is DownloadException or HttpRequestException { StatusCode: >= (HttpStatusCode)400 and < (HttpStatusCode)500 };
                    if (isFinal && !continued)
                        break; // asking this source again will not help, unless what an earlier attempt left was to blame
                }
            }
        }

        string reason = string.Join("; ", failures.Distinct());
        throw new DownloadException(
            $"{file.Name} could not be fetched ({reason}). Check the network and try again (what has come is kept), or place the file in {folder} by hand.", last)
        {
            Reason = $"{file.Name}: {reason}",
        };
    }

    // A socket says in a few words what the client around it says with the address once more.
    static string Cause(Exception error) => (error.InnerException is SocketException socket ? socket.Message : error.Message).TrimEnd('.');

    // A full disk or a missing right is not the network's fault and must show as what it is.
    static bool IsOfTheNetwork(Exception error, CancellationToken cancellationToken) => error switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested, // the client's own timeout
        _ => error is HttpRequestException or DownloadException,
    };

    async Task ReceiveAsync(
        RemoteFile file, Uri source, string part, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        long had = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (had > (file.Length ?? RemoteFile.MostUnknownBytes))
            had = 0;
        if (had == file.Length)
            return;
        using HttpRequestMessage request = new(HttpMethod.Get, source);
        if (had > 0)
            request.Headers.Range = new RangeHeaderValue(had, null);
        using HttpResponseMessage response =
            await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            File.Delete(part);
        response.EnsureSuccessStatusCode();

        // A server that knows no ranges sends the whole file: start over.
        if (response.StatusCode != HttpStatusCode.PartialContent)
            had = 0;
        else if (response.Content.Headers.ContentRange?.From != had)
            throw new DownloadException($"the server sent another range than was asked for ({response.Content.Headers.ContentRange}).");

        // What was never seen has the length that the server gives.
        RemoteFile expected = file.Length is null ? file with { Length = had + response.Content.Headers.ContentLength } : file;
        try
        {
            await StoreAsync(expected, response, part, had, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Nothing to go on with.
            if (File.Exists(part) && new FileInfo(part).Length == 0)
                File.Delete(part);
        }
    }

    // The file is made only now that something comes: an attempt without a network leaves nothing.
    static async Task StoreAsync(
        RemoteFile file, HttpResponseMessage response, string part, long had, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(part))!);
        FileStream stream = new(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferLength, useAsync: true);
        await using (stream.ConfigureAwait(false))
        {
            stream.SetLength(had);
            stream.Position = had;
            await CopyAsync(file, response, stream, progress, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
            if (stream.Length < file.Length)
                throw new HttpRequestException($"the connection ended after {stream.Length} of {file.Length} bytes.");
        }
    }

    static async Task CopyAsync(
        RemoteFile file, HttpResponseMessage response, FileStream stream, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            byte[] buffer = new byte[BufferLength];
            int count;
            while ((count = await ReadAsync(body, buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (stream.Position + count > (file.Length ?? RemoteFile.MostUnknownBytes))
                {
                    stream.SetLength(0);
                    throw new DownloadException($"the server sent more than the {file.Length ?? RemoteFile.MostUnknownBytes} bytes that were published.");
                }

                await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                progress?.Report(new DownloadProgress(file.Name, stream.Position, file.Length));
            }
        }
    }

    // A body that breaks off is the network's fault, unlike a disk that is full; one that stalls is given up like one that breaks off.
    static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stalled.CancelAfter(longestSilence);
        try
        {
            return await body.ReadAsync(buffer, stalled.Token).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new HttpRequestException($"the connection broke off ({error.Message}).", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"nothing came for {longestSilence.TotalSeconds:0} seconds.", error);
        }
    }

    static async Task CheckAsync(RemoteFile file, string part, CancellationToken cancellationToken)
    {
        if (file.Sha256 is null)
            return;
        string sum;
        FileStream stream = File.OpenRead(part);
        await using (stream.ConfigureAwait(false))
        {
            sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
        }

        if (string.Equals(sum, file.Sha256, StringComparison.OrdinalIgnoreCase))
            return;
        File.Delete(part);
        throw new DownloadException($"the SHA-256 sum of what came is {sum}, and {file.Sha256} was published; it was deleted.");
    }
}
