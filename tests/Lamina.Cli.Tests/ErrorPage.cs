using System.Text.RegularExpressions;

namespace Lamina.Cli.Tests;

/// <summary>The commands that docs/errors.md shows in its blocks marked <c>console</c>, with what they print.</summary>
static partial class ErrorPage
{
    const string Fence = "```", Prompt = "$ ";

    static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "errors.md"));

    /// <summary>The commands that are run as they stand, in order.</summary>
    public static IEnumerable<(string Command, string Output)> Commands => In("console");

    /// <summary>What the page says that a command prints which needs a test of its own.</summary>
    public static string OutputOf(string command) => In("console elsewhere").Single(shown => shown.Command == command).Output;

    /// <summary>True if a line is the page's, where … stands for anything and lines of the page may be broken at any space.</summary>
    public static bool Fits(string shown, string line) =>
        Regex.IsMatch(Joined(line), $@"\A{Regex.Escape(Joined(shown)).Replace("…", ".*", StringComparison.Ordinal)}\z");

    static string Joined(string text) => Spaces().Replace(text.Trim(), " ");

    static IEnumerable<(string Command, string Output)> In(string mark)
    {
        for (int i = 0; i < Lines.Length; i++)
        {
            if (Lines[i] != Fence + mark)
                continue;
            int end = Array.IndexOf(Lines, Fence, i + 1);
            for (int at = i + 1, next; at < end; at = next)
            {
                next = Array.FindIndex(Lines, at + 1, end - at - 1, line => line.StartsWith(Prompt, StringComparison.Ordinal));
                next = next < 0 ? end : next;
                yield return (Lines[at][Prompt.Length..], string.Join('\n', Lines[(at + 1)..next]));
            }

            i = end;
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
