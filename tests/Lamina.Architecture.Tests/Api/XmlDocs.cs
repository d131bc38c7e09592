using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Lamina.Architecture.Tests.Api;

/// <summary>The documentation comments of the built libraries, as Markdown.</summary>
sealed partial class XmlDocs
{
    // What refers to itself in a ring ends.
    const int DeepestInheritance = 8;

    readonly Dictionary<string, XElement> _members;

    /// <summary>Those beside the tests, a file an assembly.</summary>
    public XmlDocs() => _members = Directory.EnumerateFiles(AppContext.BaseDirectory, "Lamina*.xml")
        .SelectMany(file => XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member"))
        .GroupBy(member => member.Attribute("name")!.Value)
        .ToDictionary(group => group.Key, group => group.First());

    /// <summary>A section such as <c>summary</c>; empty if there is none. What is inherited is looked up.</summary>
    public string Section(ISymbol symbol, string name) => Find(symbol, name, null) is { } found ? Text(found) : "";

    /// <summary>What is said of a parameter or type parameter.</summary>
    public string Parameter(ISymbol symbol, string section, string parameter) => Find(symbol, section, parameter) is { } found ? Text(found) : "";

    /// <summary>The errors that are named, each with when it comes.</summary>
    public IReadOnlyList<(string Type, string When)> Exceptions(ISymbol symbol) =>
        [.. Chain(symbol).SelectMany(element => element.Elements("exception")).Select(element => (Short(element.Attribute("cref")!.Value), Text(element))).Distinct()];

    XElement? Find(ISymbol symbol, string section, string? parameter) => Chain(symbol)
        .SelectMany(element => element.Elements(section))
        .FirstOrDefault(element => (parameter is null || element.Attribute("name")?.Value == parameter) && element.Value.Trim().Length > 0);

    // The member's own words, then those it inherits.
    IEnumerable<XElement> Chain(ISymbol symbol)
    {
        string? id = symbol.OriginalDefinition.GetDocumentationCommentId();
        for (int depth = 0; id is not null && depth < DeepestInheritance; depth++)
        {
            if (!_members.TryGetValue(id, out XElement? element))
                yield break;
            yield return element;
            XElement? inherited = element.Element("inheritdoc");
            if (inherited is null)
                yield break;
            if (inherited.Attribute("cref")?.Value is { } other)
                (id, symbol) = (other, null!);
            else
                id = symbol is null ? null : (symbol = Base(symbol)!)?.OriginalDefinition.GetDocumentationCommentId();
        }
    }

    static ISymbol? Base(ISymbol symbol)
    {
        ISymbol? overridden = symbol switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            IEventSymbol raised => raised.OverriddenEvent,
            INamedTypeSymbol type => type.BaseType is { SpecialType: SpecialType.None } above ? above : type.Interfaces.FirstOrDefault(),
            _ => null,
        };
        return overridden ?? symbol.ContainingType?.AllInterfaces
            .SelectMany(face => face.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol));
    }

    static string Text(XElement element)
    {
        StringBuilder text = new();
        foreach (XNode node in element.Nodes())
            text.Append(Text(node));
        return Spaces().Replace(text.ToString(), match => match.Value.Count(letter => letter == '\n') > 1 ? "\n\n" : match.Value.Contains('\n') ? "\n" : " ").Trim();
    }

    static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => $"`{Short((see.Attribute("cref") ?? see.Attribute("langword") ?? see.Attribute("href"))?.Value ?? see.Value)}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => $"`{name.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "b" } bold => $"**{Text(bold)}**",
        XElement { Name.LocalName: "code" } block => $"\n\n```csharp\n{block.Value.Trim('\n', '\r', ' ')}\n```\n\n",
        XElement { Name.LocalName: "para" } paragraph => $"\n\n{Text(paragraph)}\n\n",
        XElement { Name.LocalName: "item" } item => $"\n- {Text(item)}",
        XElement other => Text(other),
        _ => "",
    };

    // T:Lamina.NN.Linear and M:Lamina.NN.Linear.#ctor(System.Int64) are Linear; M:Lamina.Tensor.Sum(System.Int32) is Tensor.Sum.
    static string Short(string id)
    {
        if (id.Length < 2 || id[1] != ':')
            return id;
        string[] parts = Arity().Replace(id[2..].Split('(')[0], "").Split('.');
        return id[0] == 'T' ? parts[^1] : parts[^1] == "#ctor" ? parts[^2] : $"{parts[^2]}.{parts[^1]}";
    }

    [GeneratedRegex(@"\s*\n\s*|[ \t]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
