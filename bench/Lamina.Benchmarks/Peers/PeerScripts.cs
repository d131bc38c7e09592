using System.Reflection;

namespace Lamina.Benchmarks.Peers;

/// <summary>The peers' programs, which travel inside this assembly, in a folder of their own while they are needed.</summary>
sealed class PeerScripts : IDisposable
{
    const string Prefix = "peers/";

    readonly Lazy<string> _folder = new(Unpack);

    /// <summary>The folder; peers may leave files there, which go with it.</summary>
    public string Folder => _folder.Value;

    public void Dispose()
    {
        if (_folder.IsValueCreated)
            Directory.Delete(_folder.Value, recursive: true);
    }

    static string Unpack()
    {
        string folder = Directory.CreateTempSubdirectory("lamina-bench-").FullName;
        Assembly assembly = typeof(PeerScripts).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream source = assembly.GetManifestResourceStream(name)!;
            using FileStream target = File.Create(Path.Combine(folder, name[Prefix.Length..]));
            source.CopyTo(target);
        }

        return folder;
    }
}
