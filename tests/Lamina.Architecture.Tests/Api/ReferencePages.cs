using System.Text;
using Microsoft.CodeAnalysis;

namespace Lamina.Architecture.Tests.Api;

/// <summary>The reference of the public surface: a Markdown page a type, and an index.</summary>
static class ReferencePages
{
    const string Index = "README.md";

    /// <summary>All pages, by their path.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> assemblies)
    {
        XmlDocs docs = new();
        SortedDictionary<string, string> pages = new(StringComparer.Ordinal);
        StringBuilder index = new("# Reference\n\nMade from the documentation comments of the libraries.\n");
        foreach (string assembly in assemblies.Order(StringComparer.Ordinal))
        {
            index.Append($"\n## {assembly}\n\n");
            foreach (INamedTypeSymbol type in ApiListing.TypesOf(assembly).Where(type => !IsWebPage(type)))
            {
                string path = $"{assembly}/{NameOf(type).Replace('<', '_').Replace(">", "", StringComparison.Ordinal).Replace(", ", "_", StringComparison.Ordinal)}.md";
                pages.Add(path, Page(type, docs));
                index.Append($"- [{NameOf(type)}]({path}): {docs.Section(type, "summary").Split("\n\n")[0].ReplaceLineEndings(" ")}\n");
            }
        }

        pages.Add(Index, index.ToString());
        return pages;
    }

    /// <summary>Members and types of which nothing is said.</summary>
    public static IEnumerable<string> Silent(string assembly)
    {
        XmlDocs docs = new();
        foreach (INamedTypeSymbol type in ApiListing.TypesOf(assembly).Where(type => !IsWebPage(type)))
        {
            foreach (ISymbol symbol in (ISymbol[])[type, .. ApiListing.Members(type)])
            {
                if (docs.Section(symbol, "summary").Length == 0 && !IsOfTheFramework(symbol))
                    yield return $"{assembly}: {NameOf(type)}: {(symbol is INamedTypeSymbol ? "the type" : ApiListing.Describe(symbol))}";
            }
        }
    }

    // The compiler makes Razor files public; they are pages for the eye, and no one calls them.
    static bool IsWebPage(INamedTypeSymbol type) => type.Name == "_Imports" || type.AllInterfaces.Any(face => face.Name == "IComponent");

    // ToString, Equals and the like say what .NET says of them; of records and of constructors that are written behind the type's name, the type says it.
    static bool IsOfTheFramework(ISymbol symbol) =>
        symbol is { IsOverride: true } or IMethodSymbol { MethodKind: MethodKind.Constructor } or IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation }
        || symbol.ContainingType is { IsRecord: true }
        || symbol.ContainingType?.AllInterfaces.Where(face => face.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal)).SelectMany(face => face.GetMembers())
            .Any(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)) == true;

    static string Page(INamedTypeSymbol type, XmlDocs docs)
    {
        StringBuilder page = new($"# {NameOf(type)}\n\nNamespace `{type.ContainingNamespace.ToDisplayString()}`\n\n```csharp\n{ApiListing.Describe(type)}\n```\n");
        Describe(page, type, docs);
        foreach (IGrouping<string, ISymbol> members in ApiListing.Members(type).GroupBy(Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append($"\n## {members.Key}\n");
            foreach (ISymbol member in members.OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                page.Append($"\n### {Title(member)}\n\n```csharp\n{ApiListing.Describe(member)}\n```\n");
                Describe(page, member, docs);
            }
        }

        return page.ToString();
    }

    static void Describe(StringBuilder page, ISymbol symbol, XmlDocs docs)
    {
        Paragraph("", docs.Section(symbol, "summary"));
        IEnumerable<(string Section, string Name)> parameters = symbol switch
        {
            IMethodSymbol method => [.. method.TypeParameters.Select(one => ("typeparam", one.Name)), .. method.Parameters.Select(one => ("param", one.Name))],
            IPropertySymbol property => property.Parameters.Select(one => ("param", one.Name)),
            INamedTypeSymbol type => [.. type.TypeParameters.Select(one => ("typeparam", one.Name)), .. type.InstanceConstructors.SelectMany(made => made.Parameters).Select(one => ("param", one.Name)).Distinct()],
            _ => [],
        };
        string[] lines = [.. parameters.Select(one => (one.Name, Words: docs.Parameter(symbol, one.Section, one.Name))).Where(one => one.Words.Length > 0).Select(one => $"- `{one.Name}`: {one.Words.ReplaceLineEndings(" ")}")];
        if (lines.Length > 0)
            page.Append('\n').AppendJoin('\n', lines).Append('\n');
        Paragraph("**Gives** ", docs.Section(symbol, "returns"));
        Paragraph("", docs.Section(symbol, "remarks"));
        Paragraph("", docs.Section(symbol, "example"));
        foreach ((string type, string when) in docs.Exceptions(symbol))
            page.Append($"\n**Throws** `{type}`: {when.ReplaceLineEndings(" ")}\n");

        void Paragraph(string before, string text)
        {
            if (text.Length > 0)
                page.Append($"\n{before}{text}\n");
        }
    }

    static string Kind(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "Constructors",
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => "Operators",
        IMethodSymbol => "Methods",
        IPropertySymbol => "Properties",
        IEventSymbol => "Events",
        _ when member.ContainingType.TypeKind == TypeKind.Enum => "Values",
        _ => "Fields",
    };

    static string Title(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.Name : member.Name;

    static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(new SymbolDisplayFormat(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes, genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters));
}
