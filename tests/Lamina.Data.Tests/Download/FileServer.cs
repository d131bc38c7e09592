using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lamina.Data.Tests;

/// <summary>A small web server on this machine that offers one file, as well or as badly as a test asks.</summary>
sealed class FileServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly byte[] content;
    readonly Task loop;

    public FileServer(byte[] content)
    {
        this.content = content;
        listener.Start();
        loop = ServeAsync();
    }

    /// <summary>The address of the file.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/file.bin");

    /// <summary>Whether ranges are honoured.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>The connection breaks after so many bytes of a body, for so many answers.</summary>
    public (int Bytes, int Answers) Breaks { get; set; }

    /// <summary>An answer other than the file.</summary>
    public string? Status { get; set; }

    /// <summary>The first byte asked for by each request so far; 0 without a range.</summary>
    public List<long> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await loop;
    }

    async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
            catch (Exception error) when (error is IOException)
            {
                // The client went away, as some tests make it do.
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    async Task AnswerAsync(NetworkStream stream)
    {
        long first = await ReadRequestAsync(stream);
        Requests.Add(first);
        if (Status is not null)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            return;
        }

        bool ranged = first > 0 && KnowsRanges;
        if (ranged && first >= content.Length)
        {
            await stream.WriteAsync("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            return;
        }

        int start = ranged ? (int)first : 0;
        string head = ranged
            ? $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\n"
            : "HTTP/1.1 200 OK\r\n";
        head += $"Content-Length: {content.Length - start}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        int length = content.Length - start;
        if (Breaks.Answers > 0)
        {
            length = Math.Min(length, Breaks.Bytes);
            Breaks = (Breaks.Bytes, Breaks.Answers - 1);
        }

        await stream.WriteAsync(content.AsMemory(start, length));
    }

    static async Task<long> ReadRequestAsync(NetworkStream stream)
    {
        StringBuilder request = new();
        byte[] buffer = new byte[1024];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer);
            if (count == 0)
                throw new IOException("The request broke off.");
            request.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        const string field = "Range: bytes=";
        string text = request.ToString();
        int at = text.IndexOf(field, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return 0;
        at += field.Length;
        return long.Parse(text[at..text.IndexOf('-', at)], CultureInfo.InvariantCulture);
    }
}
