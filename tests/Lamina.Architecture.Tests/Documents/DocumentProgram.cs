using System.Text;
using Lamina.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lamina.Architecture.Tests.Documents;

/// <summary>A program of a document: a piece of C#, and those behind it that go on with it.</summary>
/// <param name="Blocks">The pieces in order.</param>
sealed record DocumentProgram(IReadOnlyList<CodeBlock> Blocks)
{
    // Printed between two pieces, so that each has an output of its own.
    const char Border = '\u001e';

    public string Place => $"{Blocks[0].File}, line {Blocks[0].Line}";

    public bool IsRun => Blocks[0].IsRun;

    /// <summary>The programs in the read-me and in all documents. Quotes are no programs.</summary>
    public static IEnumerable<DocumentProgram> All => CodeBlock.All.Where(block => !block.IsQuote).GroupBy(block => block.File).SelectMany(file => Of([.. file]));

    /// <summary>The programs of the pieces of one document.</summary>
    public static IEnumerable<DocumentProgram> Of(IReadOnlyList<CodeBlock> blocks)
    {
        for (int first = 0, next; first < blocks.Count; first = next)
        {
            if (blocks[first].IsContinued)
                throw new InvalidOperationException($"{blocks[first].File}, line {blocks[first].Line}: there is nothing before it to go on with.");
            for (next = first + 1; next < blocks.Count && blocks[next].IsContinued; next++)
            {
            }

            yield return new DocumentProgram([.. blocks.Skip(first).Take(next - first)]);
        }
    }

    /// <summary>The whole as one compilation. Faults are told by the document's lines.</summary>
    /// <param name="more">Further source text behind the statements, such as local functions.</param>
    public CSharpCompilation Compile(string more = "")
    {
        StringBuilder usings = new(), statements = new(), types = new();
        foreach (CodeBlock block in Blocks)
        {
            CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(block.Code, Reading.Options).GetCompilationUnitRoot();
            if (statements.Length > 0)
                statements.AppendLine($"Console.Write('\\u{(int)Border:x4}');");
            foreach (UsingDirectiveSyntax directive in root.Usings)
                Add(usings, block, directive);
            foreach (MemberDeclarationSyntax member in root.Members)
                Add(member is GlobalStatementSyntax ? statements : types, block, member);
        }

        bool isProgram = statements.Length + more.Length > 0;
        SyntaxTree tree = CSharpSyntaxTree.ParseText($"{usings}{statements}{more}\n{types}", Reading.Options);
        return Reading.Compile("Document", [tree], isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);
    }

    /// <summary>The faults of a compilation, each with its place in the document.</summary>
    public static IEnumerable<string> Errors(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic fault in diagnostics.Where(item => item.Severity == DiagnosticSeverity.Error))
        {
            FileLinePositionSpan place = fault.Location.GetMappedLineSpan();
            yield return $"{place.Path}, line {place.StartLinePosition.Line + 1}: {fault.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        }
    }

    /// <summary>What was printed, compared with what the document shows.</summary>
    public IEnumerable<string> Differences(string printed)
    {
        string[] parts = printed.Split(Border);
        for (int i = 0; i < Blocks.Count; i++)
        {
            string part = i < parts.Length ? parts[i].Trim() : "";
            if (Blocks[i].Output is { } expected && !Pattern.Fits(expected.Trim(), part))
                yield return $"{Blocks[i].File}, line {Blocks[i].Line}: it prints «{part}»";
        }
    }

    static void Add(StringBuilder text, CodeBlock block, SyntaxNode node) =>
        text.AppendLine($"#line {block.Line + node.GetLocation().GetLineSpan().StartLinePosition.Line} \"{block.File}\"").AppendLine(node.ToString());
}
