using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lamina.Architecture.Tests.Sources;

/// <summary>Tests that seed the generator of the process run alone: a test beside them would draw from it too, and change what they see, once in a hundred runs.</summary>
public sealed class AloneTests
{
    static readonly string[] Runners = ["Fact", "Theory"];

    [Fact]
    public void Tests_that_seed_the_process_run_alone() => Findings.AssertNone(
        "Give the class [Collection(nameof(Alone))], since other tests draw from the generator that it seeds:",
        from project in Repository.Sources.Where(file => file.StartsWith("tests/", StringComparison.Ordinal)).GroupBy(file => file.Split('/')[1])
        let texts = project.ToDictionary(file => file, Repository.Read)
        where !texts.Values.Any(text => text.Contains("DisableTestParallelization = true)]", StringComparison.Ordinal) && text.Contains("assembly:", StringComparison.Ordinal))
        from text in texts
        where text.Value.Contains("Tensor.Seed(", StringComparison.Ordinal)
        from type in CSharpSyntaxTree.ParseText(text.Value, Reading.Options).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.Members.OfType<MethodDeclarationSyntax>().Any(method => Attributes(method).Any(attribute => Runners.Contains(attribute.Name.ToString())))
        where type.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression.ToString() == "Tensor.Seed")
        where !Attributes(type).Any(attribute => attribute.ToString().Contains("Alone", StringComparison.Ordinal))
        select $"{text.Key}: {type.Identifier}");

    static IEnumerable<AttributeSyntax> Attributes(MemberDeclarationSyntax member) => member.AttributeLists.SelectMany(list => list.Attributes);
}
