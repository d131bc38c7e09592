using System.Text.RegularExpressions;

namespace Lamina.Architecture.Tests.Documents;

/// <summary>Texts in documents, in which … stands for what differs from machine to machine.</summary>
static class Pattern
{
    /// <summary>True if a text is the document's, but for what … stands for, which is never more than a part of a line.</summary>
    public static bool Fits(string shown, string text) =>
        Regex.IsMatch(text.ReplaceLineEndings("\n"), $@"\A{Regex.Escape(shown).Replace("…", "[^\n]*", StringComparison.Ordinal)}\z");
}
