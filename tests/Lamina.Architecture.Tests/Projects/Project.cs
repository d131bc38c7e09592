using System.Xml.Linq;

namespace Lamina.Architecture.Tests.Projects;

/// <summary>What a project file says.</summary>
sealed class Project(string path)
{
    readonly XDocument _file = XDocument.Parse(Repository.Read(path));

    public string Path { get; } = path;

    /// <summary>The file's name, which is the assembly's too.</summary>
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(path);

    public bool IsProgram => Property("OutputType") == "Exe";

    public IEnumerable<string> References =>
        Items("ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    public IEnumerable<string> Packages => Items("PackageReference");

    /// <summary>The last value a property is given in this file, or null.</summary>
    public string? Property(string name) => _file.Descendants(name).LastOrDefault()?.Value;

    IEnumerable<string> Items(string kind) => _file.Descendants(kind).Select(item => item.Attribute("Include")?.Value).OfType<string>();
}
