using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lamina.Architecture.Tests.Sources;

/// <summary>Manners of files: their length, what stands in one, where pointers may be, and names that say nothing.</summary>
public sealed class SourceTests(ITestOutputHelper output)
{
    const int Longest = 500, LongestKernel = 600, Usual = 300;

    // A file that must be longer, the lines it may have, and why.
    static readonly Dictionary<string, (int Lines, string Why)> Excuses = [];

    static readonly string[] EmptyNames = ["Helper", "Helpers", "Util", "Utils", "Utilities", "Manager", "Common"];

    static readonly (string File, SyntaxNode Root)[] Parsed =
        [.. Repository.Sources.Select(file => (file, CSharpSyntaxTree.ParseText(Repository.Read(file), Reading.Options).GetRoot()))];

    [Fact]
    public void Files_are_short()
    {
        (string File, int Lines)[] files = [.. Parsed.Select(item => (item.File, item.Root.GetText().Lines.Count - 1)).OrderBy(item => item.Item2)];
        output.WriteLine($"{files.Length} files, median {files[files.Length / 2].Lines} lines, nine in ten below {files[files.Length * 9 / 10].Lines}, longest {files[^1].File} with {files[^1].Lines}.");
        List<string> findings = [];
        foreach ((string file, int lines) in files)
        {
            int limit = Excuses.TryGetValue(file, out (int Lines, string Why) excuse) ? excuse.Lines : IsKernel(file) ? LongestKernel : Longest;
            if (lines > limit)
                findings.Add($"{file} has {lines} lines, {limit} are allowed");
        }

        findings.AddRange(Excuses.Keys.Except(files.Where(item => item.Lines > Longest).Select(item => item.File)).Select(file => $"{file} is excused without need"));
        if (files[files.Length * 9 / 10].Lines >= Usual)
            findings.Add($"only {files.Count(item => item.Lines < Usual)} of {files.Length} files are below {Usual} lines");
        Findings.AssertNone("Files are too long; divide them by what they do:", findings);
    }

    [Fact]
    public void A_file_declares_one_public_type() => Findings.AssertNone(
        "Several public types stand in one file; give each its own:",
        from item in Parsed
        where IsOurs(item.File)
        let names = TopTypes(item.Root).Where(IsPublic).Select(NameOf).Distinct().ToArray()
        where names.Length > 1
        select $"{item.File}: {string.Join(", ", names)}");

    [Fact]
    public void Pointers_stand_only_in_kernels_and_storage() => Findings.AssertNone(
        "`unsafe` stands only in Simd/, Cpu/, Memory/, Storage/ and *.Cpu.cs:",
        from item in Parsed
        where IsOurs(item.File) && !MayUsePointers(item.File)
        let first = item.Root.DescendantTokens().FirstOrDefault(token => token.IsKind(SyntaxKind.UnsafeKeyword) || token.IsKind(SyntaxKind.FixedKeyword) || token.Parent is PointerTypeSyntax or FunctionPointerTypeSyntax)
        where first != default
        select $"{item.File}, line {first.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {first}");

    [Fact]
    public void Names_say_what_a_thing_is() => Findings.AssertNone(
        $"Names such as {string.Join(", ", EmptyNames)} say nothing; say what the type is or does:",
        [
            .. from item in Parsed
               from type in item.Root.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(IsType)
               where EmptyNames.Any(empty => NameOf(type).EndsWith(empty, StringComparison.Ordinal) || NameOf(type).StartsWith("Common", StringComparison.Ordinal))
               select $"{item.File}: {NameOf(type)}",
            .. Repository.Files.Where(file => file.Split('/', '.').Any(part => EmptyNames.Contains(part, StringComparer.OrdinalIgnoreCase))),
        ]);

    static bool IsOurs(string file) => file.StartsWith("src/", StringComparison.Ordinal);

    static bool IsKernel(string file) => file.Contains(".Cpu.", StringComparison.Ordinal) || file.Split('/').Any(part => part is "Cpu" or "Simd");

    static bool MayUsePointers(string file) => IsKernel(file) || file.Split('/').Any(folder => folder is "Storage" or "Memory");

    static bool IsType(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    static bool IsPublic(MemberDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PublicKeyword);

    static string NameOf(MemberDeclarationSyntax type) =>
        type is BaseTypeDeclarationSyntax declared ? declared.Identifier.Text : ((DelegateDeclarationSyntax)type).Identifier.Text;

    static IEnumerable<MemberDeclarationSyntax> TopTypes(SyntaxNode root) =>
        root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>().Where(IsType);
}
