using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Rows;

/// <summary>
/// The rows of a call, cut into grains by their length alone. Rows of a vector or more are computed along themselves;
/// shorter ones side by side, each in a lane, since a vector of few elements is mostly padding.
/// </summary>
internal unsafe struct RowWalk<R, L, T> : IGrains
    where R : struct, IRowFunction
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long GrainElements = 16384;
    const int Short = 64;

    // Bytes of a row that fits into the first cache with its input.
    const int LongestStreamed = 16 << 10;

    R _function;
    Pointers _operands;
    int _inputs;
    long _rows;
    long _length;
    long _written;
    long _perGrain;

    public static void Run(R function, KernelCall call)
    {
        Shape shape = call.Inputs[0].Shape;
        RowWalk<R, L, T> walk = default;
        walk._function = function;
        walk._length = shape[^1];
        walk._written = call.Outputs[0].Shape[^1];
        walk._rows = shape.CountOf(..^1);
        walk._perGrain = Math.Max(1, GrainElements / Math.Max(1, walk._length));
        walk._inputs = call.Inputs.Length;
        walk._operands[0] = call.Outputs[0].Address;
        for (int i = 0; i < call.Inputs.Length; i++)
            walk._operands[i + 1] = call.Inputs[i].Address;
        Workers.Run((walk._rows + walk._perGrain - 1) / walk._perGrain, in walk);
    }

    public readonly void Run(long grain)
    {
        long first = grain * _perGrain, last = Math.Min(_rows, first + _perGrain);
        if (L.Count > 1 && _length <= Short && (_length % L.Count != 0 || _length < 2 * L.Count))
        {
            RunShort(first, last);
            return;
        }

        if (_written == _length && _length * sizeof(T) <= LongestStreamed && Streaming.Pays(_rows * _written * sizeof(T)))
        {
            Stream(first, last);
            return;
        }

        for (long row = first; row < last; row++)
            _function.Row<L, T>((T*)_operands[0] + (row * _written), (T*)_operands[1] + (row * _length), (T*)_operands[2] + (row * _length), _length);
    }

    /// <summary>Computes each row in the first cache, and sends it to memory.</summary>
    [SkipLocalsInit]
    readonly void Stream(long first, long last)
    {
        byte* piece = stackalloc byte[LongestStreamed];
        for (long row = first; row < last; row++)
        {
            _function.Row<L, T>((T*)piece, (T*)_operands[1] + (row * _length), (T*)_operands[2] + (row * _length), _length);
            Streaming.Send(piece, (byte*)((T*)_operands[0] + (row * _written)), _written * sizeof(T));
        }

        Streaming.Finish();
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void RunShort(long first, long last)
    {
        T* y = stackalloc T[Short * L.Count];
        T* a = stackalloc T[Short * L.Count];
        T* b = stackalloc T[Short * L.Count];
        for (long row = first; row < last; row += L.Count)
        {
            long rows = Math.Min(L.Count, last - row);
            Turn((T*)_operands[1] + (row * _length), a, rows, _length);
            if (_inputs > 1)
                Turn((T*)_operands[2] + (row * _length), b, rows, _length);
            _function.Columns<L, T>(y, a, b, _length);
            T* target = (T*)_operands[0] + (row * _written);
            for (long lane = 0; lane < rows; lane++)
            {
                for (long column = 0; column < _written; column++)
                    target[(lane * _written) + column] = y[(column * L.Count) + lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Turn(T* source, T* columns, long rows, long length)
    {
        for (long lane = 0; lane < rows; lane++)
        {
            for (long column = 0; column < length; column++)
                columns[(column * L.Count) + lane] = source[(lane * length) + column];
        }
    }

    [InlineArray(3)]
    struct Pointers
    {
        nint _first;
    }
}
