using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lamina.Imaging;

/// <summary>
/// Rows of a component at the width of the picture. Halved chroma is interpolated by a triangle: three parts of the nearer sample and one of the farther.
/// </summary>
/// <remarks>Rounding alternates, so that no direction is favoured: as libjpeg does it, to the same samples.</remarks>
internal sealed class JpegUpsampling
{
    readonly JpegComponent _component;
    readonly int _across, _down;
    readonly bool _smooth;
    readonly byte[] _row;
    readonly short[] _sums;

    public JpegUpsampling(JpegFrame frame, JpegComponent component)
    {
        _component = component;
        _across = frame.Widest / component.Across;
        _down = frame.Highest / component.Down;
        // A triangle needs three samples.
        _smooth = component.Width > 2 || _across == 1;
        _row = _across == 1 && _down == 1 ? [] : new byte[(component.Width * _across) + 32];
        _sums = new short[component.Width + 2];
    }

    /// <summary>A row of the picture, at least as wide as it. It holds until the next is asked for.</summary>
    public ReadOnlySpan<byte> Row(int y)
    {
        int at = y / _down;
        ReadOnlySpan<byte> near = Samples(at);
        if (_across == 1 && _down == 1)
            return near;
        if (_smooth && _across <= 2 && _down == 2)
        {
            ReadOnlySpan<byte> far = Samples((y & 1) == 0 ? Math.Max(at - 1, 0) : Math.Min(at + 1, _component.Height - 1));
            if (_across == 2)
                Both(near, far);
            else
                Vertical(near, far, (y & 1) == 0 ? 1 : 2);
        }
        else if (_smooth && _across == 2 && _down == 1)
        {
            Horizontal(near);
        }
        else
        {
            for (int x = 0; x < near.Length; x++)
                _row.AsSpan(x * _across, _across).Fill(near[x]);
        }

        return _row;
    }

    ReadOnlySpan<byte> Samples(int row) => _component.Samples.AsSpan(row * _component.Stride, _component.Width);

    void Vertical(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int bias)
    {
        for (int x = 0; x < near.Length; x++)
            _row[x] = (byte)(((3 * near[x]) + far[x] + bias) >> 2);
    }

    void Horizontal(ReadOnlySpan<byte> near)
    {
        for (int x = 0; x < near.Length; x++)
            _sums[x + 1] = near[x];
        Spread(near.Length, 1, 2, 2);
        _row[0] = near[0];
        _row[(2 * near.Length) - 1] = near[^1];
    }

    void Both(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far)
    {
        AddRows(near, far, _sums.AsSpan(1));
        int last = near.Length;
        Spread(last, 8, 7, 4);
        _row[0] = (byte)(((_sums[1] * 4) + 8) >> 4);
        _row[(2 * last) - 1] = (byte)(((_sums[last] * 4) + 7) >> 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddRows(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<short> sums)
    {
        int x = 0;
        ref byte first = ref MemoryMarshal.GetReference(near), second = ref MemoryMarshal.GetReference(far);
        ref short to = ref MemoryMarshal.GetReference(sums);
        for (; x + 16 <= near.Length; x += 16)
        {
            Vector128<byte> a = Vector128.LoadUnsafe(ref first, (nuint)x), b = Vector128.LoadUnsafe(ref second, (nuint)x);
            (Vector128.WidenLower(a) * 3 + Vector128.WidenLower(b)).AsInt16().StoreUnsafe(ref to, (nuint)x);
            (Vector128.WidenUpper(a) * 3 + Vector128.WidenUpper(b)).AsInt16().StoreUnsafe(ref to, (nuint)x + 8);
        }

        for (; x < near.Length; x++)
            sums[x] = (short)((3 * near[x]) + far[x]);
    }

    // Each sum makes two samples: with its left neighbour and with its right one. The first and the last sample are the caller's.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Spread(int count, int leftBias, int rightBias, int shift)
    {
        int x = 0;
        ref short sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        Span<ushort> pairs = MemoryMarshal.Cast<byte, ushort>(_row.AsSpan());
        Vector128<short> left = Vector128.Create((short)leftBias), right = Vector128.Create((short)rightBias);
        for (; BitConverter.IsLittleEndian && x + 8 <= count; x += 8)
        {
            Vector128<short> middle = Vector128.LoadUnsafe(ref sums, (nuint)x + 1) * 3;
            Vector128<short> even = (middle + Vector128.LoadUnsafe(ref sums, (nuint)x) + left) >>> shift;
            Vector128<short> odd = (middle + Vector128.LoadUnsafe(ref sums, (nuint)x + 2) + right) >>> shift;
            (even | (odd << 8)).AsUInt16().CopyTo(pairs[x..]);
        }

        for (; x < count; x++)
        {
            _row[2 * x] = (byte)(((3 * _sums[x + 1]) + _sums[x] + leftBias) >> shift);
            _row[(2 * x) + 1] = (byte)(((3 * _sums[x + 1]) + _sums[x + 2] + rightBias) >> shift);
        }
    }
}
