using System.Diagnostics;
using System.Globalization;
using Lamina.Data;

namespace Lamina.Cli;

/// <summary>
/// Shows on standard error how a download goes: a bar that is written over on a terminal, else a line when a file begins and
/// one when it is complete.
/// </summary>
/// <param name="output">What is written to.</param>
/// <param name="isTerminal">True if a line may be written over.</param>
sealed class DownloadDisplay(TextWriter output, bool isTerminal) : IProgress<DownloadProgress>
{
    const int Bar = 24;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    string? _file;
    long _shown;

    /// <summary>The display of this process.</summary>
    public static DownloadDisplay OfProcess() => new(
        Console.Error,
        !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) && Environment.GetEnvironmentVariable("TERM") is not "dumb");

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        bool begins = value.File != _file, ends = value.BytesReceived == value.TotalBytes;
        _file = value.File;
        if (isTerminal)
        {
            if (!begins && !ends && Stopwatch.GetElapsedTime(_shown) < Pause)
                return;
            _shown = Stopwatch.GetTimestamp();
            int full = value.TotalBytes is > 0 and long total ? (int)(Bar * value.BytesReceived / total) : 0;
            output.Write($"\r{value.File} {new string('=', full)}{new string('.', Bar - full)} {Size(value.BytesReceived)} of {Size(value.TotalBytes)} MB ");
            if (ends)
                output.WriteLine();
        }
        else
        {
            if (begins)
                output.WriteLine($"downloading {value.File}, {Size(value.TotalBytes)} MB");
            if (ends)
                output.WriteLine($"downloaded {value.File}");
        }

        output.Flush();
    }

    static string Size(long? bytes) => bytes is { } known ? (known / 1e6).ToString("0.0", CultureInfo.InvariantCulture) : "?";
}
