using Lamina.Data;

namespace Lamina.Cli.Tests;

public sealed class DownloadDisplayTests
{
    [Fact]
    public void A_terminal_sees_a_bar_and_a_file_sees_lines()
    {
        Assert.Equal(
            "\ra.gz ........................ 0.0 of 2.0 MB \ra.gz ======================== 2.0 of 2.0 MB \n\rb.gz ........................ 1.0 of ? MB ",
            Shown(isTerminal: true));
        Assert.Equal("downloading a.gz, 2.0 MB\ndownloaded a.gz\ndownloading b.gz, ? MB\n", Shown(isTerminal: false));
    }

    static string Shown(bool isTerminal)
    {
        using StringWriter written = new() { NewLine = "\n" };
        DownloadDisplay display = new(written, isTerminal);

        // The second report comes too soon after the first one to be shown.
        foreach (DownloadProgress progress in (DownloadProgress[])[new("a.gz", 0, 2_000_000), new("a.gz", 1_000_000, 2_000_000), new("a.gz", 2_000_000, 2_000_000), new("b.gz", 1_000_000, null)])
            display.Report(progress);
        return written.ToString();
    }
}
