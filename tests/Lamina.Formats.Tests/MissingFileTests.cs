using Xunit;

namespace Lamina.Formats.Tests;

/// <summary>A file that is not there is named, with what was to be read from it, in one line.</summary>
public class MissingFileTests
{
    [Fact]
    public void Every_loader_names_the_file_and_what_it_was_to_hold()
    {
        (Action<string> Load, string What)[] loaders =
        [
            (path => Safetensors.Load(path), "a safetensors file"),
            (path => Safetensors.Open(path + ".json"), "the index of a set of safetensors files"),
            (path => PyTorch.Load(path), "a checkpoint of PyTorch"),
            (path => PyTorch.LoadObject(path), "a checkpoint of PyTorch"),
            (path => NumPy.Load(path), "a NumPy array (.npy)"),
            (path => NumPy.LoadArchive(path), "an archive of NumPy (.npz)"),
        ];
        string folder = Directory.CreateTempSubdirectory("lamina-").FullName;
        foreach ((Action<string> load, string what) in loaders)
        {
            foreach (string path in (string[])["nowhere", Path.Combine(folder, "nowhere"), Path.Combine(folder, "no", "where")])
            {
                FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => load(path));
                Assert.StartsWith($"There is no file '{error.FileName}'; {what} was to be read from it. Check the name", error.Message, StringComparison.Ordinal);
                Assert.StartsWith(path, error.FileName, StringComparison.Ordinal);
                Assert.Equal(path == "nowhere", error.Message.Contains($"'{Environment.CurrentDirectory}'", StringComparison.Ordinal));
                Assert.DoesNotContain('\n', error.Message);
            }

            if (!what.Contains("index", StringComparison.Ordinal))
                Assert.Contains($"is a folder, and {what} is to be read", Assert.Throws<UnauthorizedAccessException>(() => load(folder)).Message, StringComparison.Ordinal);
        }

        Directory.Delete(folder);
    }
}
