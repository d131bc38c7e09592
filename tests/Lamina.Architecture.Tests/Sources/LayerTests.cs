using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lamina.Architecture.Tests.Sources;

/// <summary>Who may know whom inside the engine, by what every name in its sources means to the compiler.</summary>
public sealed class LayerTests
{
    // What a folder of src/Lamina must not know: namespaces (ending in a point) and types.
    static readonly (string Folder, string[] Unknown)[] Rules =
    [
        ("Simd/", ["Lamina.Ops.", "Lamina.Cpu.", "Lamina.Autograd.", "Lamina.Graphs.", "Lamina.Storage.", "Lamina.Tensor", "Lamina.Layout"]),
        ("Cpu/", ["Lamina.Autograd.", "Lamina.Graphs.", "Lamina.Storage.", "Lamina.Tensor", "Lamina.Ops.Dispatch", "Lamina.Ops.KernelTable", "Lamina.Ops.BackwardContext"]),
        ("Memory/", ["Lamina.Ops.", "Lamina.Cpu.", "Lamina.Simd.", "Lamina.Autograd.", "Lamina.Graphs.", "Lamina.Storage.", "Lamina.Tensor"]),
        ("Storage/", ["Lamina.Ops.", "Lamina.Cpu.", "Lamina.Simd.", "Lamina.Autograd.", "Lamina.Graphs.", "Lamina.Tensor"]),
        ("Random/", ["Lamina.Cpu.", "Lamina.Autograd.", "Lamina.Graphs.", "Lamina.Storage."]),
        ("Ops/", ["Lamina.Storage.BufferPool"]),
        ("Autograd/", ["Lamina.Cpu.", "Lamina.Simd."]),
    ];

    // The one door makes the buffers, and a kernel's file beside its op is a kernel.
    static readonly HashSet<string> Doors = ["Ops/Contract/Dispatch.cs"];

    static readonly string[] Threads = ["System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Tasks.Parallel", "System.Threading.Tasks.Task", "System.Threading.Timer"];

    static readonly Lazy<(string File, string Line, string Known)[]> Known = new(Resolve);

    [Fact]
    public void Folders_know_only_what_lies_below_them() => Findings.AssertNone(
        "A folder of the engine knows what it must not (docs/architecture.md has the table):",
        from rule in Rules
        from name in Known.Value
        where name.File.StartsWith(rule.Folder, StringComparison.Ordinal) && !Doors.Contains(name.File)
        from unknown in rule.Unknown
        where name.Known == unknown || (unknown.EndsWith('.') && name.Known.StartsWith(unknown, StringComparison.Ordinal))
        select $"{name.File}, line {name.Line}: {name.Known}");

    [Fact]
    public void Kernels_beside_their_op_know_no_tensor() => Findings.AssertNone(
        "A kernel takes operands, never a tensor:",
        from name in Known.Value
        where name.File.Contains(".Cpu.", StringComparison.Ordinal) && name.Known is ("Lamina.Tensor" or "Lamina.Ops.Dispatch")
        select $"{name.File}, line {name.Line}: {name.Known}");

    [Fact]
    public void Threads_are_used_only_through_the_pool() => Findings.AssertNone(
        "Threads of the engine come from Cpu/Workers.cs alone, so that work is cut by shape and not by who does it:",
        from name in Known.Value
        where Threads.Contains(name.Known) && !name.File.StartsWith("Cpu/", StringComparison.Ordinal)
        select $"{name.File}, line {name.Line}: {name.Known}");

    [Fact]
    public void The_rules_see_what_they_judge()
    {
        Assert.Contains(Known.Value, name => name.File == "Ops/Contract/Dispatch.cs" && name.Known == "Lamina.Storage.BufferPool");
        Assert.Contains(Known.Value, name => name.File == "Cpu/Workers.cs" && name.Known == "System.Threading.Thread");
        Assert.Contains(Known.Value, name => name.File.StartsWith("Simd/", StringComparison.Ordinal) && name.Known == "Lamina.Simd.Dual");
        Findings.AssertNone("Folders that a rule is about do not exist:", Rules.Select(rule => rule.Folder).Where(folder => !Known.Value.Any(name => name.File.StartsWith(folder, StringComparison.Ordinal))));
    }

    static (string File, string Line, string Known)[] Resolve()
    {
        const string Home = "src/Lamina/";
        SyntaxTree[] trees =
        [
            .. Repository.Sources.Where(file => file.StartsWith(Home, StringComparison.Ordinal))
                .Select(file => CSharpSyntaxTree.ParseText(Repository.Read(file), Reading.Options, file[Home.Length..])),
        ];
        Compilation engine = Reading.Compile("Lamina", trees, OutputKind.DynamicallyLinkedLibrary, which: reference => !Path.GetFileName(reference.Display!).StartsWith("Lamina", StringComparison.Ordinal));
        HashSet<(string, string, string)> known = [];
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel model = engine.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (TypeOf(model.GetSymbolInfo(name).Symbol) is not { } type)
                    continue;
                string line = (name.GetLocation().GetLineSpan().StartLinePosition.Line + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                known.Add((tree.FilePath, line, $"{type.ContainingNamespace}.{type.Name}"));
            }
        }

        return [.. known];
    }

    static INamedTypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol type => Outermost(type),
        IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType is { } type ? Outermost(type) : null,
        _ => null,
    };

    static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type;
}
