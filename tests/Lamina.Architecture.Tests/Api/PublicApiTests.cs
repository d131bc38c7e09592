namespace Lamina.Architecture.Tests.Api;

/// <summary>The public surface of every library is a file that people read before it changes.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_surface_is_the_reviewed_one()
    {
        bool accept = Environment.GetEnvironmentVariable("LAMINA_ACCEPT_API") == "1";
        List<string> findings = [];
        foreach (string project in Repository.Projects)
        {
            if (new Projects.Project(project).IsProgram)
                continue;
            string file = Path.Combine(Path.GetDirectoryName(project)!, "PublicApi.txt").Replace('\\', '/');
            string path = Repository.PathOf(file), found = ApiListing.Of(Path.GetFileNameWithoutExtension(project));
            string reviewed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
            if (found == reviewed)
                continue;
            if (accept)
                File.WriteAllText(path, found);
            else
                findings.AddRange([file, .. Difference(reviewed, found).Take(20)]);
        }

        Findings.AssertNone(
            "The public surface differs from the reviewed one (− gone, + new). If that is meant, accept it by " +
            "`LAMINA_ACCEPT_API=1 dotnet run -c Release --project tests/Lamina.Architecture.Tests -- -method '*The_surface_is_the_reviewed_one'` " +
            "and commit the files with the change:",
            findings);
    }

    static IEnumerable<string> Difference(string before, string after)
    {
        string[] old = Qualified(before), now = Qualified(after);
        return [.. old.Except(now).Select(line => "  − " + line), .. now.Except(old).Select(line => "  + " + line)];
    }

    // Members under the name of their type, so that equal members of different types are not taken for each other.
    static string[] Qualified(string listing)
    {
        string type = "";
        List<string> lines = [];
        foreach (string line in listing.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != ' ')
                type = line;
            lines.Add(line[0] == ' ' ? $"{type} {{ {line.Trim()} }}" : line);
        }

        return [.. lines];
    }
}
