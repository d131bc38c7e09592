using System.Text.Json;

namespace Lamina.Cli.Tests;

public sealed class DatasetsTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void A_set_is_described_and_its_samples_are_shown()
    {
        (int exit, string output, _) = _lamina.Run("datasets", "show", "digits", "--count", "2");
        Assert.Equal(0, exit);
        Assert.Contains("licence   MIT", output, StringComparison.Ordinal);
        string[] lines = output.Split('\n');
        int first = Array.FindIndex(lines, line => line.StartsWith("0: ", StringComparison.Ordinal)), second = Array.FindIndex(lines, line => line.StartsWith("1: ", StringComparison.Ordinal));
        Assert.Equal(29, second - first);
        Assert.Contains(lines[first..second], line => line.Contains("%%", StringComparison.Ordinal));

        // What a file says does not reach the terminal as it is.
        Place("names", "names.txt", "em\u001bma\n" + new string('x', 300) + "\n");
        (exit, output, _) = _lamina.Run("datasets", "show", "names", "--data", _lamina.Folder);
        Assert.Equal(0, exit);
        Assert.Contains("em ma", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("x…", output, StringComparison.Ordinal);
        JsonElement names = _lamina.Json("datasets", "show", "names", "--data", _lamina.Folder);
        Assert.Equal(2, names.GetProperty("samples").GetArrayLength());
        Assert.Equal(_lamina.At("names"), names.GetProperty("place").GetString());

        (exit, output, _) = _lamina.Run("datasets", "show", "emnist", "--data", _lamina.Folder);
        Assert.Equal(0, exit);
        Assert.Contains("gzip.zip  unverified", output, StringComparison.Ordinal);
        Assert.Contains("lamina datasets download emnist", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_verified()
    {
        Place("names", "names.txt", "emma\n");
        (int exit, string output, string errors) = _lamina.Run("datasets", "verify", "--data", _lamina.Folder, "--json");
        Assert.Equal(1, exit);
        JsonElement check = JsonDocument.Parse(output).RootElement.EnumerateArray().Single();
        Assert.Equal(("names", "different", 5), (check.GetProperty("name").GetString(), check.GetProperty("state").GetString(), check.GetProperty("bytes").GetInt32()));
        Assert.Contains($"{_lamina.At("names", "names.txt")} has other bytes than were published", errors, StringComparison.Ordinal);

        Place("openml", "small.arff", "@attribute a real\n@data\n1\n");
        (exit, output, errors) = _lamina.Run("datasets", "verify", "openml:small", "--data", _lamina.Folder);
        Assert.Equal((0, ""), (exit, errors));
        Assert.StartsWith("unverified  openml:small", output, StringComparison.Ordinal);
        (exit, output, _) = _lamina.Run("datasets", "list", "--data", _lamina.Folder);
        Assert.Equal(0, exit);
        Assert.Contains("planetoid-pubmed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_one_line()
    {
        Assert.Contains("no data set 'korpora'", _lamina.Mistake("datasets", "show", "korpora"), StringComparison.Ordinal);
        Assert.Contains("there is nothing to download", _lamina.Mistake("datasets", "download", "digits"), StringComparison.Ordinal);
        Assert.Contains("offered nowhere", _lamina.Mistake("datasets", "download", "orl-faces", "--data", _lamina.Folder), StringComparison.Ordinal);
        Assert.Contains("0 or more", _lamina.Mistake("datasets", "show", "digits", "--count", "-1"), StringComparison.Ordinal);
        Assert.Contains("needs a NAME", _lamina.Mistake("datasets", "download"), StringComparison.Ordinal);
    }

    void Place(string folder, string file, string content)
    {
        Directory.CreateDirectory(_lamina.At(folder));
        File.WriteAllText(_lamina.At(folder, file), content);
    }
}
