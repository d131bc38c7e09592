namespace Lamina.Architecture.Tests.Api;

/// <summary>The reference is made from the documentation comments, and they say something of everything.</summary>
public sealed class ReferenceTests
{
    static readonly string[] Libraries = [.. Repository.Projects.Where(project => !new Projects.Project(project).IsProgram).Select(project => Path.GetFileNameWithoutExtension(project)!)];

    [Fact]
    public void Every_public_type_has_a_page_and_every_member_words()
    {
        IReadOnlyDictionary<string, string> pages = ReferencePages.Of(Libraries);
        Assert.Contains("Half a cosine from rate down to final", pages["Lamina.NN/Schedule.md"], StringComparison.Ordinal);
        Assert.Contains("**Throws** `ShapeException`", pages["Lamina/Tensor.md"], StringComparison.Ordinal);
        foreach ((string path, string page) in pages)
            Assert.False(page.Contains("<see", StringComparison.Ordinal) || page.Contains("cref=", StringComparison.Ordinal), path);
        Findings.AssertNone("Nothing is said of these members; write what they do, or let them inherit what their base says:", Libraries.SelectMany(ReferencePages.Silent));

        // LAMINA_REFERENCE=DIR writes the pages.
        if (Environment.GetEnvironmentVariable("LAMINA_REFERENCE") is not { Length: > 0 } folder)
            return;
        foreach ((string path, string page) in pages)
        {
            string file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page);
        }
    }
}
