using System.Text;

namespace Lamina.Training;

/// <summary>What standard output is.</summary>
internal static class ConsoleKind
{
    /// <summary>True if a line may be written over: a terminal that is not dumb, not in CI, and colour and movement are not forbidden.</summary>
    public static bool IsTerminal => MayMove(Console.IsOutputRedirected, Environment.GetEnvironmentVariable);

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

    /// <summary>The rule behind <see cref="IsTerminal"/>. A variable that is empty counts as not set.</summary>
    public static bool MayMove(bool isRedirected, Func<string, string?> variable) =>
        !isRedirected && string.IsNullOrEmpty(variable("CI")) && string.IsNullOrEmpty(variable("NO_COLOR")) && variable("TERM") is not "dumb";
}
