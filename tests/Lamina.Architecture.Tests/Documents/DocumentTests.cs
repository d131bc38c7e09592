using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Lamina.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Lamina.Architecture.Tests.Documents;

/// <summary>What documents show as C# compiles, and what they show as run runs and prints what they say.</summary>
public sealed class DocumentTests
{
    static readonly Lazy<string[]> Sources = new(() => [.. Repository.Sources.Select(file => Plain(Repository.Read(file).ReplaceLineEndings("\n")))]);

    [Fact]
    public void Code_in_documents_compiles_and_runs()
    {
        List<string> findings = [];
        foreach (CodeBlock block in CodeBlock.All)
            findings.AddRange(Check(block).Select(fault => $"{block.File}, line {block.Line}: {fault}"));
        Assert.Contains(CodeBlock.All, block => block is { File: "README.md", IsRun: true });
        Findings.AssertNone("Code in the documents does not do what they say:", findings);
    }

    [Fact]
    public void Links_between_documents_lead_somewhere() => Findings.AssertNone(
        "Documents point to files that do not exist:",
        from file in Repository.Files
        where file.EndsWith(".md", StringComparison.Ordinal)
        from Match link in Regex.Matches(Repository.Read(file), @"\]\(([^)#:]+)(#[^)]*)?\)")
        let target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(file))!, link.Groups[1].Value))
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{file}: {link.Groups[1].Value}");

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

    static IEnumerable<string> Check(CodeBlock block)
    {
        if (block.IsQuote)
            return Sources.Value.Any(text => text.Contains(Plain(block.Code), StringComparison.Ordinal)) ? [] : ["no source file holds these lines"];
        SyntaxTree tree = CSharpSyntaxTree.ParseText(block.Code, Reading.Options);
        bool isProgram = tree.GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement);
        CSharpCompilation compilation = Reading.Compile("Document", [tree], isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        if (!result.Success)
            return result.Diagnostics.Where(item => item.Severity == DiagnosticSeverity.Error).Select(item => $"block line {item.Location.GetLineSpan().StartLinePosition.Line + 1}: {item.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        if (!block.IsRun)
            return [];
        image.Position = 0;
        string printed = Run(image);
        return block.Output is null || printed.Trim() == block.Output.Trim() ? [] : [$"it prints «{printed.Trim()}»"];
    }

    // Lines without indentation and without empty ones, so that a quote may stand further left.
    static string Plain(string code) =>
        "\n" + string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";

    static string Run(Stream image)
    {
        AssemblyLoadContext context = new("document", isCollectible: true);
        TextWriter before = Console.Out;
        using StringWriter printed = new();
        try
        {
            Console.SetOut(printed);
            MethodInfo main = context.LoadFromStream(image).EntryPoint!;
            object? result = main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
            (result as Task)?.GetAwaiter().GetResult();
        }
        finally
        {
            Console.SetOut(before);
            context.Unload();
        }

        return printed.ToString().ReplaceLineEndings("\n");
    }
}
