namespace Lamina.Architecture.Tests.Documents;

/// <summary>A piece of C# in a document.</summary>
/// <param name="File">The document.</param>
/// <param name="Line">The line of the piece's first line.</param>
/// <param name="Code">The code.</param>
/// <param name="Marks">What stands behind the language: <c>run</c>, <c>continued</c> or <c>quote</c>.</param>
/// <param name="Output">What it must print: the text block marked as output right after it, or null.</param>
sealed record CodeBlock(string File, int Line, string Code, IReadOnlyList<string> Marks, string? Output)
{
    const string Fence = "```";

    /// <summary>True if it is to be run, not only compiled.</summary>
    public bool IsRun => Marks.Contains("run");

    /// <summary>True if it goes on with the program of the piece before it.</summary>
    public bool IsContinued => Marks.Contains("continued");

    /// <summary>True if it stands so in a source file, which may be internal to a library.</summary>
    public bool IsQuote => Marks.Contains("quote");

    /// <summary>The pieces in the read-me and in all documents.</summary>
    public static IEnumerable<CodeBlock> All =>
        from file in Repository.Files
        where file == "README.md" || (file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal))
        from block in In(file)
        select block;

    /// <summary>The pieces of one document, in order.</summary>
    public static IEnumerable<CodeBlock> In(string file)
    {
        string[] lines = Repository.Read(file).ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
                continue;
            string mark = lines[i][Fence.Length..].Trim();
            int end = Array.IndexOf(lines, Fence, i + 1);
            if (end < 0)
                throw new InvalidOperationException($"{file}, line {i + 1}: the code block has no end.");
            if (mark.Split(' ') is ["csharp", .. string[] marks])
                yield return new CodeBlock(file, i + 2, string.Join('\n', lines[(i + 1)..end]), marks, OutputAfter(lines, end));
            i = end;
        }
    }

    static string? OutputAfter(string[] lines, int end)
    {
        int start = Array.FindIndex(lines, end + 1, line => line.Length > 0);
        if (start < 0 || lines[start] != Fence + "text output")
            return null;
        return string.Join('\n', lines[(start + 1)..Array.IndexOf(lines, Fence, start + 1)]);
    }
}
