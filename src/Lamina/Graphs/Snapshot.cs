using System.Security.Cryptography;
using Lamina.Storage;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Graphs;

/// <summary>What buffers and generators hold at one moment, to go back to.</summary>
internal sealed class Snapshot : IDisposable
{
    // A span holds less than 2 GiB.
    const long MostBytes = 1 << 30;

    readonly (Buffer Source, Buffer Copy)[] _buffers;
    readonly (Generator Generator, GeneratorState State)[] _generators;

    public Snapshot(IEnumerable<Buffer> buffers, IEnumerable<Generator> generators)
    {
        _buffers = [.. buffers.Select(source =>
        {
            Buffer copy = BufferPool.Shared.Rent(source.Bytes);
            HostAccess.Copy(source, copy);
            return (source, copy);
        })];
        _generators = [.. generators.Select(generator => (generator, generator.State))];
    }

    /// <summary>Brings the buffers and generators back to what they held.</summary>
    public void Restore()
    {
        foreach ((Buffer source, Buffer copy) in _buffers)
        {
            HostAccess.Copy(copy, source);
            source.Version++;
        }

        foreach ((Generator generator, GeneratorState state) in _generators)
            generator.State = state;
    }

    public void Dispose()
    {
        foreach ((_, Buffer copy) in _buffers)
            copy.Release();
    }

    /// <summary>A hash of what buffers hold now, in order.</summary>
    public static string Hash(IEnumerable<Buffer> buffers)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Buffer buffer in buffers)
        {
            for (long offset = 0; offset < buffer.Bytes; offset += MostBytes)
                HostAccess.Read<byte, bool>(buffer, offset, Math.Min(MostBytes, buffer.Bytes - offset), bytes => { hash.AppendData(bytes); return true; });
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
