using System.Text;

namespace Lamina.Dashboard.Tests.Soak;

/// <summary>
/// Has the pages of a dashboard open: asks for each once a second, as their script does, which asks for the page itself, over a connection that stays. It rests while something is measured, so that what a request holds for its own time is not taken for what the dashboard keeps.
/// </summary>
sealed class SteadyGuest : IDisposable
{
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // On a machine that is busy with other things a page may take minutes: how long is not what is measured.
    readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    // What arrives goes into a buffer of its own: the ones that all share would grow with the guest, who is not the dashboard.
    readonly MemoryStream _page = new();
    readonly byte[] _piece = new byte[1 << 16];
    readonly SemaphoreSlim _turn = new(1, 1);
    readonly CancellationTokenSource _end = new();
    Task _visiting = Task.CompletedTask;

    /// <summary>A guest of a dashboard.</summary>
    public SteadyGuest(DashboardServer server) => _client.BaseAddress = server.Address;

    /// <summary>How often all pages of a run were asked for since <see cref="Stay"/>.</summary>
    public int Rounds { get; private set; }

    /// <summary>Asks for all pages of a run so many times, one after the other.</summary>
    public void Ask(string run, int times) => Task.Run(async () =>
    {
        for (int i = 0; i < times; i++)
            await Ask(run);
    }).GetAwaiter().GetResult();

    /// <summary>Begins to ask for all pages of a run once a second.</summary>
    public void Stay(string run) => _visiting = Task.Run(() => Visit(run));

    /// <summary>Does something while no request is under way.</summary>
    public T WhileResting<T>(Func<T> measure)
    {
        _turn.Wait();
        try
        {
            return measure();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends, and fails if a page was not there or did not say what it must.</summary>
    public void Leave()
    {
        _end.Cancel();
        _visiting.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _end.Cancel();
        _client.Dispose();
    }

    async Task Visit(string run)
    {
        while (!_end.IsCancellationRequested)
        {
            await _turn.WaitAsync();
            try
            {
                await Ask(run);
                Rounds++;
            }
            finally
            {
                _turn.Release();
            }

            await Task.WhenAny(Task.Delay(s_pause, _end.Token));
        }
    }

    async Task Ask(string run)
    {
        foreach ((string path, string part) in ((string, string)[])
            [("/", $">{run}</a>"), ($"/run/{run}", "learning rate</h3>"), ($"/run/{run}/weights", "chart paper"), ($"/compare?run={run}", $"{run}, training"), ("/machine", "cores"), ("/try", "belongs to a training")])
        {
            string page = await Read(path);
            if (!page.Contains(part, StringComparison.Ordinal))
                Assert.Fail($"'{part}' is missing in {path}: {page}");
        }
    }

    async Task<string> Read(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        await using Stream stream = await answer.Content.ReadAsStreamAsync();
        _page.SetLength(0);
        for (int count; (count = await stream.ReadAsync(_piece)) > 0;)
            _page.Write(_piece, 0, count);
        return answer.IsSuccessStatusCode ? Encoding.UTF8.GetString(_page.GetBuffer(), 0, (int)_page.Length) : $"{answer.StatusCode}";
    }
}
