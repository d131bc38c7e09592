using System.Text;
using System.Text.RegularExpressions;
using Lamina.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lamina.Architecture.Tests.Documents;

/// <summary>In the tables for those who come from another framework, what stands under Lamina is C# that compiles, with the names that the page declares first.</summary>
public sealed class CounterpartTableTests
{
    const int LaminaColumn = 2;

    [Theory]
    [InlineData("docs/from-pytorch.md", 90)]
    [InlineData("docs/from-keras.md", 60)]
    public void What_stands_under_Lamina_compiles(string page, int least)
    {
        StringBuilder calls = new();
        int count = 0;
        foreach ((int line, string code) in Calls(page))
            calls.AppendLine($"void Call{count++}() {{").AppendLine($"#line {line} \"{page}\"").AppendLine(Statement(code)).AppendLine("}");
        DocumentProgram names = DocumentProgram.Of([.. CodeBlock.In(page)]).First();
        Findings.AssertNone("The table names what does not exist:", DocumentProgram.Errors(names.Compile(calls.ToString()).GetDiagnostics()));
        Assert.True(count >= least, $"{page} has {count} calls; {least} were expected, so that a table that is not read any more is noticed.");
    }

    static IEnumerable<(int Line, string Code)> Calls(string page)
    {
        string[] lines = Repository.Read(page).ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split('|');
            if (!lines[i].StartsWith('|') || cells.Length <= LaminaColumn)
                continue;
            foreach (Match code in Regex.Matches(cells[LaminaColumn], "`([^`]+)`"))
                yield return (i + 1, code.Groups[1].Value);
        }
    }

    static string Statement(string code)
    {
        if (code[^1] is ';' or '}')
            return code;
        return SyntaxFactory.ParseExpression(code, options: Reading.Options) switch
        {
            TypeSyntax => $"_ = typeof({code});",
            InvocationExpressionSyntax or AssignmentExpressionSyntax => $"{code};",
            _ => $"_ = {code};",
        };
    }
}
