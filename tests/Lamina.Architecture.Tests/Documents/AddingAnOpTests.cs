namespace Lamina.Architecture.Tests.Documents;

/// <summary>The examples of docs/adding-an-op.md show internal types, which no other program can compile: they are lines of the sources.</summary>
public sealed class AddingAnOpTests
{
    [Theory]
    [InlineData(0, "src/Lamina/Ops/Elementwise/Softsign.cs")]
    [InlineData(1, "tests/Lamina.Tests/Ops/Catalogue.Activations.cs")]
    public void Examples_are_lines_of_the_sources(int example, string source)
    {
        string[] parts = Repository.Read("docs/adding-an-op.md").ReplaceLineEndings("\n").Split("```cs\n");
        Assert.Equal(3, parts.Length);
        string[] shown = [.. parts[example + 1].Split("```")[0].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        string[] written = [.. Repository.Read(source).ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        int start = Array.IndexOf(written, shown[0]);
        Assert.True(start >= 0, $"{source} has no line '{shown[0]}'.");
        Assert.Equal(shown, written[start..Math.Min(written.Length, start + shown.Length)]);
    }
}
