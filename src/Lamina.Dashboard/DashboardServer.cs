using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Lamina.Dashboard.Machine;
using Lamina.Dashboard.Runs;
using Lamina.Dashboard.Serving;
using Lamina.Dashboard.Trying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lamina.Dashboard;

/// <summary>
/// Serves pages about the runs in a folder, until it is disposed of: a table of them, curves while they train, comparisons, the load of the
/// machine, and a canvas to draw on for a trained network. It reads the files of the runs, and writes none but a request to stop.
/// </summary>
/// <remarks>
/// It listens at the loopback address unless told otherwise, and then only to browsers that bring the token. Pages load nothing from elsewhere.
/// Settings files and environment variables of ASP.NET Core are not read.
/// </remarks>
public sealed class DashboardServer : IAsyncDisposable
{
    internal const string Untrimmed = "Razor components and their parameters are found by reflection.";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly WebApplication _application;

    DashboardServer(WebApplication application, Uri address) => (_application, Address) = (application, address);

    /// <summary>What to open in a browser, with the token if one is needed.</summary>
    public Uri Address { get; }

    /// <summary>Begins to serve.</summary>
    /// <param name="options">What and where.</param>
    /// <param name="cancellation">Gives up the start.</param>
    /// <exception cref="DashboardException">The port is in use or not allowed, the host is no address of this machine, or the token is too short.</exception>
    [RequiresUnreferencedCode(Untrimmed)]
    [RequiresDynamicCode(Untrimmed)]
    public static async Task<DashboardServer> StartAsync(DashboardOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < 0 or > IPEndPoint.MaxPort)
            throw new DashboardException($"A port is a number from 0 (any that is free) to {IPEndPoint.MaxPort}; got {options.Port}.");
        if (File.Exists(options.Runs))
            throw new DashboardException($"'{options.Runs}' is a file. Name the folder of the runs; `lamina train` makes them in runs.");
        IPAddress address = AddressOf(options.Host);
        Door door = new(options.Token ?? (IPAddress.IsLoopback(address) ? null : Door.NewToken()), IPAddress.IsLoopback(address));
        WebApplication application = Build(options, address, door);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (Reason(error, options) is { } reason)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new DashboardException(reason);
        }

        int port = new Uri(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;
        return new DashboardServer(application, door.Invitation(NameOf(address), port));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    [RequiresUnreferencedCode(Untrimmed)]
    [RequiresDynamicCode(Untrimmed)]
    static WebApplication Build(DashboardOptions options, IPAddress address, Door door)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Listen(address, options.Port);
        });

        // What goes wrong in a page is a defect that should be seen; anything else is said by the command in its own words.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter((_, category, level) => level >= LogLevel.Error && category is "Microsoft.AspNetCore.Server.Kestrel");
        builder.Services.AddRouting();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton<IHostLifetime, Lifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        builder.Services.AddSingleton(options).AddSingleton<RunBoard>().AddSingleton<MachineLoad>().AddSingleton<TrainedNetworks>();

        WebApplication application = builder.Build();
        // Takes samples from now on, so that the first look at it has something to show.
        application.Services.GetRequiredService<MachineLoad>();
        application.Use(door.Pass);
        application.UseAntiforgery();
        EmbeddedFiles.Map(application);
        Requests.Map(application);
        application.MapRazorComponents<App>();
        return application;
    }

    static IPAddress AddressOf(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(host, out IPAddress? address)
            ? address
            : throw new DashboardException($"A host is localhost, an IP address of this machine, or * for all of its addresses; got '{host}'."),
    };

    static string NameOf(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? Dns.GetHostName()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]"
        : address.ToString();

    static string? Reason(Exception error, DashboardOptions options) => error switch
    {
        IOException { InnerException: AddressInUseException } => $"Port {options.Port} is in use by another program. Choose another with --port, or --port 0 for any that is free.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"Port {options.Port} is not allowed for this user. Choose one of 1024 or more with --port.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => $"'{options.Host}' is no address of this machine. Choose another with --host.",
        _ => null,
    };

    // Signals belong to the program that serves, not to the server.
    sealed class Lifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
