using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Emit;

namespace Lamina.Architecture.Tests.Documents;

/// <summary>What documents show as C# compiles, and what they show as run runs and prints what they say.</summary>
public sealed class DocumentTests
{
    static readonly Lazy<string[]> Sources = new(() => [.. Repository.Sources.Select(file => Plain(Repository.Read(file).ReplaceLineEndings("\n")))]);

    [Fact]
    public void Code_in_documents_compiles_and_runs()
    {
        Assert.Contains(CodeBlock.All, block => block is { File: "README.md", IsRun: true });
        Findings.AssertNone("Code in the documents does not do what they say:", DocumentProgram.All.SelectMany(Check));
    }

    [Fact]
    public void Quotes_in_documents_are_lines_of_the_sources() => Findings.AssertNone(
        "No source file holds these lines:",
        from block in CodeBlock.All
        where block.IsQuote && !Sources.Value.Any(text => text.Contains(Plain(block.Code), StringComparison.Ordinal))
        select $"{block.File}, line {block.Line}");

    [Fact]
    public void Links_between_documents_lead_somewhere() => Findings.AssertNone(
        "Documents point to files that do not exist:",
        from file in Repository.Files
        where file.EndsWith(".md", StringComparison.Ordinal)
        from Match link in Regex.Matches(Repository.Read(file), @"\]\(([^)#:]+)(#[^)]*)?\)")
        let target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(file))!, link.Groups[1].Value))
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{file}: {link.Groups[1].Value}");

    // A drawing's title may be the folder of the run that it shows.
    [Fact]
    public void No_page_or_drawing_names_a_folder_of_the_machine_that_it_was_made_on() => Findings.AssertNone(
        "These name a folder of one machine:",
        from file in Repository.Files
        where file.EndsWith(".md", StringComparison.Ordinal) || file.EndsWith(".svg", StringComparison.Ordinal)
        let named = Regex.Match(Repository.Read(file), @"(?<![\w.~/-])/(?:tmp|work|home|root|Users)/\S*")
        where named.Success
        select $"{file}: {named.Value}");

    [Fact]
    public void Tests_that_documents_name_exist()
    {
        string[] tests = [.. Repository.Sources.Where(file => file.StartsWith("tests/", StringComparison.Ordinal)).Select(Repository.Read)];
        Findings.AssertNone(
            "Documents promise tests that do not exist:",
            from file in Repository.Files
            where file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal)
            from Match name in Regex.Matches(Repository.Read(file), @"`(\w+Tests)(?:\.(\w+))?`")
            where !Array.Exists(tests, text => text.Contains($"class {name.Groups[1].Value}", StringComparison.Ordinal)
                && (!name.Groups[2].Success || text.Contains($" {name.Groups[2].Value}(", StringComparison.Ordinal)))
            select $"{file}: {name.Value}");
    }

    static IEnumerable<string> Check(DocumentProgram program)
    {
        using MemoryStream image = new();
        EmitResult result = program.Compile().Emit(image);
        if (!result.Success)
            return DocumentProgram.Errors(result.Diagnostics);
        if (!program.IsRun)
            return [];
        image.Position = 0;
        try
        {
            return [.. program.Differences(Run(image))];
        }
        catch (Exception error)
        {
            return [$"{program.Place}: it throws {error}"];
        }
    }

    // Lines without indentation and without empty ones, so that a quote may stand further left.
    static string Plain(string code) =>
        "\n" + string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";

    // In an empty folder, with the random numbers that a process begins with.
    static string Run(Stream image)
    {
        AssemblyLoadContext context = new("document", isCollectible: true);
        TextWriter before = Console.Out;
        string place = Environment.CurrentDirectory, folder = Directory.CreateTempSubdirectory("lamina-document-").FullName;
        using StringWriter printed = new();
        try
        {
            Console.SetOut(printed);
            Environment.CurrentDirectory = folder;
            Generator.Default.Reset(0);
            MethodInfo main = context.LoadFromStream(image).EntryPoint!;
            object? result = main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()], null);
            (result as Task)?.GetAwaiter().GetResult();
        }
        finally
        {
            Environment.CurrentDirectory = place;
            Console.SetOut(before);
            context.Unload();
            Remove(folder);
        }

        return printed.ToString().ReplaceLineEndings("\n");
    }

    static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A file that the program has mapped cannot go on Windows.
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
