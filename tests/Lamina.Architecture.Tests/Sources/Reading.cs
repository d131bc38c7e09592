using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lamina.Architecture.Tests.Sources;

/// <summary>Reading and compiling C# as the solution does.</summary>
static class Reading
{
    /// <summary>What the SDK puts before every file.</summary>
    const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static CSharpParseOptions Options { get; } = new(LanguageVersion.Preview);

    /// <summary>The libraries of .NET and all of ours, as this process has them.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path))];

    public static CSharpCompilation Compile(string name, IEnumerable<SyntaxTree> trees, OutputKind kind, Func<MetadataReference, bool>? which = null) =>
        CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(ImplicitUsings, Options), .. trees],
            References.Where(which ?? (_ => true)),
            new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: true));
}
