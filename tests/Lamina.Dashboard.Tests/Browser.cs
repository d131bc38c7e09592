using Microsoft.Playwright;

namespace Lamina.Dashboard.Tests;

/// <summary>The machine's own Chromium, without a window; tests that need it are skipped where there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null || !OperatingSystem.IsLinux())
            return;
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page that fails the test by <see cref="Visit.DisposeAsync"/> where a script fails or something is asked for elsewhere.</summary>
    internal async Task<Visit> Open(Uri address, int width = 1400, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, $"There is no browser on this machine: one of {string.Join(", ", Names)} (Debian: apt-get install chromium).");
        IBrowserContext context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, ServiceWorkers = ServiceWorkerPolicy.Block });
        Visit visit = new(context, await context.NewPageAsync(), address);
        await visit.Go("");
        return visit;
    }
}
