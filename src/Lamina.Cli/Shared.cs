using System.CommandLine;

namespace Lamina.Cli;

/// <summary>Options that several commands have.</summary>
static class Shared
{
    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON on the last line." };

    public static Option<string?> Data() => new("--data") { Description = "The parent folder of data sets, with one sub-folder a set. Default: LAMINA_DATA, then the user's cache." };

    public static Option<int?> Threads() => new("--threads") { Description = "Threads to compute on. Default: LAMINA_THREADS, then the number of cores." };

    /// <summary>Applies <c>--threads</c>.</summary>
    public static void Apply(int? threads)
    {
        if (threads is not { } count)
            return;
        if (count < 1)
            throw new ArgumentException($"--threads must be 1 or more; got {count}.");
        Compute.Threads = count;
    }
}
