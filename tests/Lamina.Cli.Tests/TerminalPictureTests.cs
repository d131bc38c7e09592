using System.Xml.Linq;

namespace Lamina.Cli.Tests;

/// <summary>The picture of the terminal in the read-me shows what the command prints.</summary>
public sealed class TerminalPictureTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void The_summary_in_the_picture_is_the_one_of_the_command()
    {
        string[] shown = [.. XDocument.Load(Path.Combine(AppContext.BaseDirectory, "terminal.svg")).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value.Replace('\u00a0', ' '))];
        (int exit, string output, string errors) = _lamina.Run("summary", "digits-cnn");
        Assert.True(exit == 0, errors);
        string[] printed = [.. output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        int first = Array.IndexOf(shown, "$ lamina summary digits-cnn") + 1;
        Assert.Equal(printed, shown[first..(first + printed.Length)]);
    }
}
