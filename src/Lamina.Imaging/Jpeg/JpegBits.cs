using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Lamina.Imaging;

/// <summary>The coded bits of a scan. Stuffed zeros are left out; at a marker the bits end, and zeros stand in for what is asked beyond.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> file, int start)
{
    readonly ReadOnlySpan<byte> _file = file;
    ulong _bits;   // The next bit is the highest; below the valid ones are zeros, or the very bits that come next.
    int _count;
    int _missing;  // Zeros that were made up.

    /// <summary>The next byte of the file to take in: once all bits are read, where the marker stands.</summary>
    public int At { get; private set; } = start;

    /// <summary>Whether bits were asked for that the file does not have.</summary>
    public readonly bool Overrun => _missing > _count;

    /// <summary>Decodes one symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Symbol(JpegHuffman table)
    {
        // A code and the bits behind it are at most 32.
        if (_count < 32)
            Fill();
        int found = table.Short[(int)(_bits >> (64 - JpegHuffman.ShortBits))];
        if (found == 0)
            found = table.Long((uint)(_bits >> 48));
        int length = found >> 8;
        _bits <<= length;
        _count -= length;
        return found & 255;
    }

    /// <summary>The signed number of a category: <paramref name="size"/> bits (1 to 16) right behind a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Signed(int size)
    {
        int value = (int)(_bits >> (64 - size));
        int negative = ~(int)((long)_bits >> 63);
        _bits <<= size;
        _count -= size;
        return value + (negative & ((-1 << size) + 1));
    }

    /// <summary><paramref name="size"/> bits (0 to 16) right behind a symbol.</summary>
    public int Unsigned(int size)
    {
        int value = (int)(_bits >> 32 >> (32 - size));
        _bits <<= size;
        _count -= size;
        return value;
    }

    /// <summary>One bit, anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Bit()
    {
        if (_count == 0)
            Fill();
        bool set = (long)_bits < 0;
        _bits <<= 1;
        _count--;
        return set;
    }

    /// <summary>Drops what is left before the next marker, and the marker if it is the restart that is due.</summary>
    /// <returns>False if another marker, or none, comes.</returns>
    public bool Restart(int number)
    {
        _bits = 0;
        _count = 0;
        _missing = 0;
        At = NextMarker(_file, At);
        if (At + 1 >= _file.Length || _file[At + 1] != JpegMarker.FirstRestart + number)
            return false;
        At += 2;
        return true;
    }

    /// <summary>Where the next marker's 0xFF that is followed by the marker itself stands; the file's end if there is none.</summary>
    public static int NextMarker(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length)
        {
            int step = file[at..].IndexOf((byte)0xFF);
            if (step < 0)
                return file.Length;
            at += step;
            if (at + 1 < file.Length && file[at + 1] is not (0 or 0xFF))
                return at;
            at++;
        }

        return file.Length;
    }

    void Fill()
    {
        if (At + 8 <= _file.Length)
        {
            ulong word = BinaryPrimitives.ReadUInt64BigEndian(_file[At..]);
            // No byte is 0xFF: all that fit are taken at once.
            if (((~word - 0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080) == 0)
            {
                int bytes = (64 - _count) >> 3;
                _bits |= word >> _count;
                _count += bytes * 8;
                At += bytes;
                return;
            }
        }

        FillBytes();
    }

    void FillBytes()
    {
        while (_count <= 56)
        {
            byte next = 0;
            if (At < _file.Length && (_file[At] != 0xFF || (At + 1 < _file.Length && _file[At + 1] == 0)))
            {
                next = _file[At];
                At += next == 0xFF ? 2 : 1;
            }
            else
            {
                _missing += 8;
            }

            _bits |= (ulong)next << (56 - _count);
            _count += 8;
        }
    }
}
