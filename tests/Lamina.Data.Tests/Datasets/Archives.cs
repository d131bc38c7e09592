using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Lamina.Data.Tests;

/// <summary>Archives of a few files, made by the base class library.</summary>
static class Archives
{
    public static byte[] Tar(TarEntryFormat format, bool packed, params (string Name, byte[] Content)[] files)
    {
        MemoryStream stream = new();
        using (Stream target = packed ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : stream is var plain ? plain : throw new InvalidOperationException())
        {
            using TarWriter writer = new(target, format, leaveOpen: packed);
            foreach ((string name, byte[] content) in files)
            {
                TarEntry entry = format == TarEntryFormat.Gnu ? new GnuTarEntry(TarEntryType.RegularFile, name) : format == TarEntryFormat.Pax ? new PaxTarEntry(TarEntryType.RegularFile, name) : new UstarTarEntry(TarEntryType.RegularFile, name);
                entry.DataStream = new MemoryStream(content);
                writer.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        MemoryStream stream = new();
        using (GZipStream packed = new(stream, CompressionLevel.Optimal, leaveOpen: true))
            packed.Write(content);
        return stream.ToArray();
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
