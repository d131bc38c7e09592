using System.Net;
using System.Net.Sockets;

namespace Lamina.Dashboard.Tests.Soak;

/// <summary>Takes what a remote monitor sends.</summary>
sealed class MonitorServer : IDisposable
{
    readonly HttpListener _listener = new();

    public MonitorServer()
    {
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = Task.Run(Answer);
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Close();

    async Task Answer()
    {
        try
        {
            while (true)
                (await _listener.GetContextAsync()).Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
