using System.Text;
using Lamina.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lamina.Architecture.Tests.Api;

/// <summary>Every public type and member of a built assembly, one a line, sorted.</summary>
static class ApiListing
{
    static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    static readonly SymbolDisplayFormat MemberFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    public static string Of(string assembly)
    {
        StringBuilder text = new();
        foreach (INamedTypeSymbol type in TypesOf(assembly))
        {
            text.Append(Describe(type)).Append('\n');
            foreach (string member in Members(type).Select(member => member.ToDisplayString(MemberFormat)).Distinct().Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The public types of a built assembly, by name.</summary>
    public static IReadOnlyList<INamedTypeSymbol> TypesOf(string assembly)
    {
        CSharpCompilation compilation = Reading.Compile("Listing", [], OutputKind.DynamicallyLinkedLibrary);
        IAssemblySymbol symbol = compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>().Single(candidate => candidate.Name == assembly);
        return [.. Types(symbol.GlobalNamespace).OrderBy(type => type.ToDisplayString(TypeFormat), StringComparer.Ordinal)];
    }

    static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                if (!IsVisible(type))
                    continue;
                yield return type;
            }

            foreach (INamedTypeSymbol inner in Types(member))
                yield return inner;
        }
    }

    /// <summary>A type with its bases.</summary>
    public static string Describe(INamedTypeSymbol type)
    {
        string kind = type.IsStatic ? "static " : type is { IsAbstract: true, TypeKind: TypeKind.Class } ? "abstract " : type is { IsSealed: true, TypeKind: TypeKind.Class } ? "sealed " : type is { IsReadOnly: true } ? "readonly " : "";
        IEnumerable<string> bases =
        [
            .. type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } above } ? [above.ToDisplayString(MemberFormat)] : Array.Empty<string>(),
            .. type.Interfaces.Where(IsVisible).Select(face => face.ToDisplayString(MemberFormat)).Order(StringComparer.Ordinal),
        ];
        string list = type.TypeKind is TypeKind.Delegate or TypeKind.Enum ? "" : string.Join(", ", bases);
        return $"{kind}{type.ToDisplayString(TypeFormat)}{(list.Length > 0 ? " : " : "")}{list}";
    }

    /// <summary>A member as it is declared.</summary>
    public static string Describe(ISymbol member) => member.ToDisplayString(MemberFormat);

    /// <summary>The public members of a type.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.TypeKind == TypeKind.Delegate ? [] : type.GetMembers().Where(member =>
        IsVisible(member)
        && member is not INamedTypeSymbol
        && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove }
        && !member.IsImplicitlyDeclared
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute"));

    static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
