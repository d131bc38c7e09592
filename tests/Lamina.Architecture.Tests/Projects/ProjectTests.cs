using System.Reflection;
using System.Xml.Linq;

namespace Lamina.Architecture.Tests.Projects;

/// <summary>Who may know whom, project by project, and under which settings they are built.</summary>
public sealed class ProjectTests
{
    // The table of docs/architecture.md: the projects and packages that each project may reference.
    static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["Lamina"] = ([], ["System.Numerics.Tensors", "MathNet.Numerics"]),
        ["Lamina.NN"] = (["Lamina"], []),
        ["Lamina.Formats"] = (["Lamina"], ["Google.Protobuf"]),
        ["Lamina.Imaging"] = (["Lamina"], []),
        ["Lamina.Keras"] = (["Lamina", "Lamina.NN"], []),
        ["Lamina.Onnx"] = (["Lamina", "Lamina.NN", "Lamina.Formats", "Lamina.Imaging"], []),
        ["Lamina.Models"] = (["Lamina", "Lamina.NN"], []),
        ["Lamina.Explain"] = (["Lamina", "Lamina.NN"], []),
        ["Lamina.Data"] = (["Lamina", "Lamina.Formats", "Lamina.Imaging"], ["CsvHelper"]),
        ["Lamina.Training"] = (["Lamina", "Lamina.NN", "Lamina.Keras", "Lamina.Data", "Lamina.Formats", "Lamina.Imaging"], []),
        ["Lamina.Plots"] = (["Lamina", "Lamina.Imaging"], []),
        ["Lamina.Pipelines"] = (["Lamina", "Lamina.NN", "Lamina.Data", "Lamina.Training", "Lamina.Models", "Lamina.Formats", "Lamina.Imaging"], []),
        ["Lamina.Recipes"] = (Everything(except: ["Lamina.Recipes", "Lamina.Dashboard", "Lamina.Cli"]), []),
        ["Lamina.Dashboard"] = (Everything(except: ["Lamina.Dashboard", "Lamina.Cli"]), []),
        ["Lamina.Cli"] = ([.. Everything(except: ["Lamina.Cli"]), "Lamina.Benchmarks"], ["System.CommandLine", "Spectre.Console"]),
    };

    static readonly Project[] All = [.. Repository.Projects.Select(path => new Project(path))];

    [Fact]
    public void References_follow_the_table()
    {
        List<string> findings = [];
        foreach (Project project in All)
        {
            if (!Allowed.TryGetValue(project.Name, out (string[] Projects, string[] Packages) allowed))
            {
                findings.Add($"{project.Path} is not in the table: say there and in docs/architecture.md what it may reference.");
                continue;
            }

            findings.AddRange(project.References.Except(allowed.Projects).Select(other => $"{project.Name} references {other}"));
            findings.AddRange(project.Packages.Except(allowed.Packages).Select(package => $"{project.Name} references the package {package}"));
        }

        Assert.Contains(All, project => project.Name == "Lamina");
        Findings.AssertNone("A project references what its place in the table does not allow:", findings);
    }

    [Fact]
    public void Tables_in_the_documents_agree_with_this_one()
    {
        string document = Repository.Read("docs/architecture.md");
        Findings.AssertNone(
            "docs/architecture.md does not name these projects in its table of who may know whom:",
            All.Select(project => project.Name).Where(name => !document.Contains($"| `{name}` |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Settings_of_the_house_hold_for_every_library()
    {
        (string File, string Property)[] required =
        [
            ("Directory.Build.props", "Nullable"), ("Directory.Build.props", "TreatWarningsAsErrors"), ("Directory.Build.props", "Deterministic"),
            ("src/Directory.Build.props", "GenerateDocumentationFile"), ("src/Directory.Build.props", "IsAotCompatible"),
        ];
        List<string> findings = [];
        foreach ((string file, string property) in required)
        {
            string? value = XDocument.Parse(Repository.Read(file)).Descendants(property).SingleOrDefault(item => item.Parent!.Attribute("Condition") is null)?.Value;
            if (value is not ("true" or "enable"))
                findings.Add($"{file} sets {property} to {value ?? "nothing"}");

            // A program is for the user of a terminal; what only it does need not be there for ahead-of-time compilation.
            findings.AddRange(All
                .Where(project => !project.IsProgram || property != "IsAotCompatible")
                .Where(project => project.Property(property) is { } own && own != value)
                .Select(project => $"{project.Path} sets {property} to {project.Property(property)}"));
        }

        findings.AddRange(All.Where(project => project.Property("NoWarn") is not null).Select(project => $"{project.Path} sets NoWarn"));
        findings.AddRange(Repository.Sources
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && Repository.Read(file).Contains("#pragma warning disable CS1591", StringComparison.Ordinal))
            .Select(file => $"{file} switches off the warning for members without documentation"));
        Findings.AssertNone("The compiler does not hold every library to nullable types, documentation, no warnings and ahead-of-time compilation:", findings);
    }

    [Fact]
    public void Every_library_is_built_trimmable_and_with_its_documentation()
    {
        List<string> findings = [];
        foreach (Project project in All.Where(project => !project.IsProgram))
        {
            Assembly assembly = Assembly.Load(project.Name);
            if (!assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(data => data is { Key: "IsTrimmable", Value: "True" }))
                findings.Add($"{project.Name} was not built with IsAotCompatible");
            if (!File.Exists(Path.ChangeExtension(assembly.Location, ".xml")))
                findings.Add($"{project.Name} was built without documentation");
        }

        Findings.AssertNone("Libraries were built without what users of ahead-of-time compilation and editors need:", findings);
    }

    static string[] Everything(string[] except) =>
    [
        .. ((string[])["Lamina", "Lamina.NN", "Lamina.Formats", "Lamina.Imaging", "Lamina.Keras", "Lamina.Onnx", "Lamina.Models", "Lamina.Explain", "Lamina.Data",
            "Lamina.Training", "Lamina.Plots", "Lamina.Pipelines", "Lamina.Recipes", "Lamina.Dashboard", "Lamina.Cli"]).Except(except),
    ];
}
