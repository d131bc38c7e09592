using Xunit;

namespace Lamina.Training.Tests;

/// <summary>What training writes to the console of the process.</summary>
[Collection(nameof(Alone))]
public class ConsoleTests
{
    [Fact]
    public void Where_a_program_says_nothing_CI_gets_a_line_for_each_epoch_and_silence_is_silent()
    {
        TextWriter before = Console.Out;
        string? ci = Environment.GetEnvironmentVariable("CI");
        StringWriter auto = new() { NewLine = "\n" }, silent = new(), bar = new() { NewLine = "\n" };
        try
        {
            Environment.SetEnvironmentVariable("CI", "true");
            foreach ((Verbosity verbosity, StringWriter output) in ((Verbosity, StringWriter)[])[(Verbosity.Auto, auto), (Verbosity.Silent, silent), (Verbosity.Bar, bar)])
            {
                Console.SetOut(output);
                Problems.CloudModel(Metric.Accuracy).Fit(Problems.OneHotClouds(), epochs: 2, verbose: verbosity);
            }
        }
        finally
        {
            Console.SetOut(before);
            Environment.SetEnvironmentVariable("CI", ci);
        }

        string[] lines = auto.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("Epoch 1/2 · loss ", lines[0]);
        Assert.StartsWith("Epoch 2/2 · loss ", lines[1]);
        Assert.EndsWith(" samples/s", lines[1]);
        Assert.DoesNotContain('\r', auto.ToString());
        Assert.Empty(silent.ToString());
        Assert.Contains('\r', bar.ToString());
        Assert.Equal(2, bar.ToString().Count(c => c == '\n'));
    }
}
