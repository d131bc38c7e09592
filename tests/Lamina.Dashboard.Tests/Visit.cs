using Microsoft.Playwright;

namespace Lamina.Dashboard.Tests;

/// <summary>A visit to a dashboard with a browser.</summary>
sealed class Visit : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly Uri _address;
    readonly List<string> _faults = [];

    public Visit(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page, _address) = (context, page, address);
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                _faults.Add(message.Text);
        };
        page.PageError += (_, error) => _faults.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _faults.Add($"asked for {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Opens a page.</summary>
    public Task Go(string path) => Page.GotoAsync(path.Length == 0 ? _address.AbsoluteUri : new Uri(_address, path).AbsoluteUri);

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_faults);
    }
}
