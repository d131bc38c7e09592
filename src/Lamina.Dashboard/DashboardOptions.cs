namespace Lamina.Dashboard;

/// <summary>What a dashboard shows, and where it is served.</summary>
public sealed record DashboardOptions
{
    /// <summary>The port that is taken without another wish.</summary>
    public const int DefaultPort = 5170;

    /// <summary>The folder whose sub-folders are runs, or one run; it may be made later.</summary>
    public string Runs { get; init; } = "runs";

    /// <summary>The address of this machine to listen at: <c>localhost</c>, an IP address, or <c>*</c> for all of them.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// What a browser must bring to be let in, 8 characters or more. Null asks for nothing at a loopback address, and draws a token elsewhere.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>The parent folder of data sets, the only one looked in; null for <c>LAMINA_DATA</c> and the cache of the user.</summary>
    public string? Data { get; init; }

    /// <summary>
    /// False where this process trains: to load a network draws from the random numbers of the process, which would change the training.
    /// </summary>
    public bool LoadsNetworks { get; init; } = true;
}
