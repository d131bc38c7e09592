using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Ops;

namespace Lamina.Cpu.Sorting;

/// <summary>
/// Sorts the lines of a contiguous operand along an axis. A line becomes keys with places; of narrow dtypes both fit into
/// one word, key above place, which is then all there is to sort.
/// </summary>
internal readonly unsafe struct SortGrains : IGrains
{
    const int Tile = TileOperand.Tile;

    readonly Operand _input;
    readonly nint _values;
    readonly long* _places;
    readonly long _length;
    readonly long _inner;
    readonly long _kept;
    readonly bool _descending;

    SortGrains(KernelCall call, int axis, bool descending)
    {
        _places = (long*)call.Outputs[1].Address;
        (_input, _values, _descending) = (call.Inputs[0], call.Outputs[0].Address, descending);
        (_length, _inner, _kept) = (_input.Shape[axis], _input.Shape.CountOf((axis + 1)..), call.Outputs[0].Shape[axis]);
    }

    public static void Run(KernelCall call, int axis, bool descending)
    {
        SortGrains work = new(call, axis, descending);
        if (work._kept > 0)
            Workers.Run(work._input.Shape.CountOf(..axis) * work._inner, in work);
    }

    public void Run(long line)
    {
        (long outer, long column) = Math.DivRem(line, _inner);
        long from = (outer * _length * _inner) + column, to = (outer * _kept * _inner) + column;
        bool packed = _input.DType.Size() <= 4 && _length <= uint.MaxValue;
        int entry = packed ? sizeof(ulong) : sizeof(SortEntry);
        void* entries = Scratch.Get(ScratchSlot.Kernel0, (_length * entry) + 64);
        if (packed)
        {
            MakePacked(from, (ulong*)entries);
            Selection.Smallest(new Span<ulong>(entries, checked((int)_length)), _kept);
            for (long i = 0; i < _kept; i++)
                Write(to, i, from, (uint)((ulong*)entries)[i]);
        }
        else
        {
            MakeWide(from, (SortEntry*)entries);
            Selection.Smallest(new Span<SortEntry>(entries, checked((int)_length)), _kept);
            for (long i = 0; i < _kept; i++)
                Write(to, i, from, ((SortEntry*)entries)[i].Place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void MakePacked(long from, ulong* entries)
    {
        float* reals = stackalloc float[Tile];
        long* wholes = stackalloc long[Tile];
        uint turn = _descending ? uint.MaxValue : 0;
        TileOperand operand = new(_input.DType, _inner);
        nint line = _input.Address + (nint)(from * _input.DType.Size());
        bool real = _input.DType.IsFloatingPoint();
        for (long first = 0; first < _length; first += Tile)
        {
            long count = Math.Min(Tile, _length - first);
            float* r = real ? operand.Load(line, first, count, reals) : reals;
            long* w = real ? wholes : operand.Load(line, first, count, wholes);
            for (long i = 0; i < count; i++)
            {
                uint key = real ? SortKeys.Of(r[i]) : (uint)w[i] ^ 0x80000000;
                entries[first + i] = ((ulong)(key ^ turn) << 32) | (ulong)(first + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void MakeWide(long from, SortEntry* entries)
    {
        double* reals = stackalloc double[Tile];
        long* wholes = stackalloc long[Tile];
        ulong turn = _descending ? ulong.MaxValue : 0;
        TileOperand operand = new(_input.DType, _inner);
        nint line = _input.Address + (nint)(from * _input.DType.Size());
        bool real = _input.DType.IsFloatingPoint();
        for (long first = 0; first < _length; first += Tile)
        {
            long count = Math.Min(Tile, _length - first);
            double* r = real ? operand.Load(line, first, count, reals) : reals;
            long* w = real ? wholes : operand.Load(line, first, count, wholes);
            for (long i = 0; i < count; i++)
                entries[first + i] = new SortEntry((real ? SortKeys.Of(r[i]) : SortKeys.Of(w[i])) ^ turn, first + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Write(long to, long rank, long from, long place)
    {
        long source = from + (place * _inner), target = to + (rank * _inner);
        _places[target] = place;
        switch (_input.DType.Size())
        {
            case 1: ((byte*)_values)[target] = ((byte*)_input.Address)[source]; break;
            case 2: ((ushort*)_values)[target] = ((ushort*)_input.Address)[source]; break;
            case 4: ((uint*)_values)[target] = ((uint*)_input.Address)[source]; break;
            default: ((ulong*)_values)[target] = ((ulong*)_input.Address)[source]; break;
        }
    }
}
