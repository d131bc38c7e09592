using System.Buffers.Binary;
using System.Numerics;

namespace Lamina.Training;

/// <summary>
/// A file of records in TensorFlow's framing: length in 8 bytes, its masked CRC-32C, the record, its masked CRC-32C, all little-endian.
/// </summary>
internal sealed class RecordFile(string path) : IDisposable
{
    const uint MaskDelta = 0xa282ead8;

    readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);

    public void Write(ReadOnlySpan<byte> record)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)], check = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)record.Length);
        _file.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(check, Masked(length));
        _file.Write(check);
        _file.Write(record);
        BinaryPrimitives.WriteUInt32LittleEndian(check, Masked(record));
        _file.Write(check);
    }

    public void Flush() => _file.Flush();

    public void Dispose() => _file.Dispose();

    // A checksum of data that holds checksums is weak, so it is turned and moved.
    static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}
