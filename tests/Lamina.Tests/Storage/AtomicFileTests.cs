namespace Lamina.Tests.Storage;

/// <summary>A file that cannot be written is named as the user named it, with the reason and the way out, and nothing of it is left.</summary>
public sealed class AtomicFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-atomic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_in_the_place_of_the_file()
    {
        string path = At("models");
        Directory.CreateDirectory(path);
        Assert.Equal($"'{path}' is a folder, and a file is to be written. Name a file in it.", Refused<IOException>(path));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder()
    {
        File.WriteAllText(At("notes"), "");
        string path = At("notes", "model.lamina");
        Assert.Equal($"'{path}' cannot be written: its folder cannot be made. Choose another place.", Refused<IOException>(path));
    }

    [Fact]
    public void A_folder_that_takes_no_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no such folder here: /proc.");
        Assert.Equal("'/proc/model.lamina' cannot be written: its folder takes no files. Choose another place.", Refused<IOException>("/proc/model.lamina"));
    }

    [Fact]
    public void A_place_without_permission()
    {
        string path = At("model.lamina");
        UnauthorizedAccessException refused = Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.Write(path, stream => throw new UnauthorizedAccessException($"Access to the path '{((FileStream)stream).Name}' is denied.")));
        Assert.Equal($"'{path}' cannot be written: that is not permitted. Choose another place, or change the permissions of its folder.", refused.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_full_disk()
    {
        string path = At("model.lamina");
        IOException full = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => throw new IOException($"No space left on device : '{((FileStream)stream).Name}'", 28)));
        Assert.Equal($"'{path}' cannot be written: no space is left on its disk. Make room, or choose another place.", full.Message);
        Assert.Equal(28, full.HResult);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void What_the_writer_met_elsewhere_is_left_as_it_is()
    {
        string source = At("source");
        FileNotFoundException missing = Assert.Throws<FileNotFoundException>(() => AtomicFile.Write(At("copy"), stream => File.OpenRead(source).CopyTo(stream)));
        Assert.Equal(source, missing.FileName);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    string Refused<T>(string path)
        where T : Exception
    {
        T error = Assert.Throws<T>(() => AtomicFile.Write(path, stream => stream.WriteByte(1)));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.tmp", SearchOption.AllDirectories));
        return error.Message;
    }

    string At(params string[] parts) => Path.Combine([_folder, .. parts]);
}
