using System.Text.RegularExpressions;

namespace Lamina.Architecture.Tests.Sources;

/// <summary>The project speaks of itself alone, and of no machine's folders.</summary>
public sealed class WordTests
{
    // Put together here, so that this file does not break its own rule.
    static readonly Regex Words = new($@"\b(ses{""}sions?|cl{""}aude|anth{""}ropic|cop{""}ilot|chat{""}gpt|cod{""}ex|suba{""}gents?)\b", RegexOptions.IgnoreCase);

    static readonly Regex Machines = new($@"(?<![\w.\-/:])/(wo{""}rk|ro{""}ot|ho{""}me/\w+|Us{""}ers/\w+)/|\b[A-Z]:\\Us{""}ers", RegexOptions.None);

    static readonly Regex Neighbours = new($@"\.\./sh{""}ared\b");

    [Fact]
    public void No_file_speaks_of_tools_or_of_a_machine()
    {
        List<string> findings = [];
        int read = 0;
        foreach (string file in Repository.Files)
        {
            byte[] bytes = File.ReadAllBytes(Repository.PathOf(file));
            if (bytes.AsSpan(0, Math.Min(bytes.Length, 8192)).Contains((byte)0))
                continue;
            read++;
            string[] lines = Repository.Read(file).Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                foreach (Match match in Words.Matches(lines[i]).Concat(Machines.Matches(lines[i])).Concat(file == ".ci/run" ? [] : Neighbours.Matches(lines[i])))
                    findings.Add($"{file}, line {i + 1}: {match.Value}");
            }
        }

        Assert.True(read > 100);
        Findings.AssertNone("Files speak of tools or of one machine's folders:", findings);
    }
}
