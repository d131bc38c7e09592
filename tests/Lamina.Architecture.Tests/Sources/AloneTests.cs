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

    // A name that no definition has makes a collection of its own, which others run beside.
    [Fact]
    public void What_keeps_others_away_is_defined_by_the_name_that_classes_ask_for() => Findings.AssertNone(
        "Define the collection by [CollectionDefinition(nameof(Alone), DisableParallelization = true)], and ask for it by [Collection(nameof(Alone))]:",
        from project in Repository.Sources.Where(file => file.StartsWith("tests/", StringComparison.Ordinal)).GroupBy(file => file.Split('/')[1])
        let used = (
            from file in project
            let text = Repository.Read(file)
            where text.Contains("Alone", StringComparison.Ordinal)
            from type in CSharpSyntaxTree.ParseText(text, Reading.Options).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            from attribute in Attributes(type)
            where attribute.Name.ToString() is "Collection" or "CollectionDefinition" && attribute.ArgumentList?.ToString().Contains("Alone", StringComparison.OrdinalIgnoreCase) == true
                || type.Identifier.Text == "Alone"
            select (File: file, Type: type.Identifier.Text, Attribute: attribute.ToString())).ToList()
        let isDefined = used.Any(one => one.Attribute == "CollectionDefinition(nameof(Alone), DisableParallelization = true)")
        from one in used
        where !isDefined || !(one.Attribute == "Collection(nameof(Alone))" || one.Attribute.StartsWith("CollectionDefinition(nameof(Alone),", StringComparison.Ordinal))
        select $"{one.File}: {one.Type}: [{one.Attribute}]");

    static IEnumerable<AttributeSyntax> Attributes(MemberDeclarationSyntax member) => member.AttributeLists.SelectMany(list => list.Attributes);
}
