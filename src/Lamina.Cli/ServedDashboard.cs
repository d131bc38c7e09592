using System.ComponentModel;
using System.Diagnostics;
using Lamina.Dashboard;

namespace Lamina.Cli;

/// <summary>A dashboard that is served while a command runs.</summary>
sealed class ServedDashboard : IDisposable
{
    readonly DashboardServer _server;

    ServedDashboard(DashboardServer server) => _server = server;

    public Uri Address => _server.Address;

    public static ServedDashboard Start(DashboardOptions options) => new(DashboardServer.StartAsync(options).GetAwaiter().GetResult());

    /// <summary>At the usual port, or, where that is taken, at any that is free.</summary>
    public static ServedDashboard StartSomewhere(DashboardOptions options)
    {
        try
        {
            return Start(options);
        }
        catch (DashboardException)
        {
            return Start(options with { Port = 0 });
        }
    }

    /// <summary>Shows it in the user's browser, where there is a screen; without one the address on the terminal must do.</summary>
    public void Open()
    {
        bool hasScreen = !OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
        if (!hasScreen || Console.IsOutputRedirected)
            return;
        try
        {
            Process.Start(new ProcessStartInfo(Address.AbsoluteUri) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception error) when (error is Win32Exception or FileNotFoundException or PlatformNotSupportedException)
        {
            // No browser is known to the system.
        }
    }

    public void Dispose() => _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
