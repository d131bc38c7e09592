using System.Text;

namespace Lamina.Training;

/// <summary>What standard output is.</summary>
internal static class ConsoleKind
{
    /// <summary>True if a line may be written over: a terminal that is not dumb, not in CI, and colour and movement are not forbidden.</summary>
    public static bool IsTerminal =>
        !Console.IsOutputRedirected && !IsSet("CI") && !IsSet("NO_COLOR") && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    public static bool IsUnicode => Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage;

    /// <summary>Columns of the terminal, which the user may change while training runs.</summary>
    public static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }

    static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
