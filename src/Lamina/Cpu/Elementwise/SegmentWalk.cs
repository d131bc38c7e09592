using System.Runtime.CompilerServices;
using Lamina.Ops;

namespace Lamina.Cpu.Elementwise;

/// <summary>Cuts the walk of a plan into grains of about equal work, by shape alone, and runs the inner loop on each piece.</summary>
internal struct SegmentWalk<TSegment> : IGrains
    where TSegment : struct, ISegment
{
    /// <summary>Elements of a grain: enough to outweigh handing it out, few enough to stay in a core's second cache.</summary>
    const long GrainElements = 32768;

    StridedPlan _plan;
    TSegment _segment;
    Sizes _sizes;
    long _pieces;
    long _pieceLength;
    long _piecesPerGrain;
    long _items;
    bool _streams;

    /// <summary>Runs a call whose operands are those of the segment, or tells its inner loop if that is what the call asks for.</summary>
    public static void Run(in StridedPlan plan, TSegment segment, KernelCall call)
    {
        if (call.AsksForLoop)
            call.Loop = segment;
        else
            Run(plan, segment, call.Outputs[0], call.Inputs);
    }

    public static void Run(in StridedPlan plan, TSegment segment, in Operand output, ReadOnlySpan<Operand> inputs)
    {
        long inner = plan.Inner, outer = plan.Outer;
        if (inner * outer == 0)
            return;
        SegmentWalk<TSegment> walk = default;
        walk._plan = plan;
        walk._segment = segment;
        walk._sizes[0] = output.DType.Size();
        for (int i = 0; i < inputs.Length; i++)
            walk._sizes[i + 1] = inputs[i].DType.Size();
        walk._streams = plan.InnerStride(0) == 1 && Streaming.Pays(inner * outer * output.DType.Size());
        walk._pieces = (inner + GrainElements - 1) / GrainElements;
        walk._pieceLength = Math.Min(inner, GrainElements);
        walk._items = outer * walk._pieces;
        walk._piecesPerGrain = Math.Max(1, GrainElements / walk._pieceLength);
        Workers.Run((walk._items + walk._piecesPerGrain - 1) / walk._piecesPerGrain, in walk);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(long grain)
    {
        Span<nint> addresses = stackalloc nint[StridedPlan.MaxOperands], starts = stackalloc nint[StridedPlan.MaxOperands];
        Span<long> index = stackalloc long[Shape.MaxRank];
        long last = Math.Min(_items, (grain + 1) * _piecesPerGrain);
        (long row, long piece) = Math.DivRem(grain * _piecesPerGrain, _pieces);
        _plan.AddressesOf(row, index, _sizes, starts);
        for (long item = grain * _piecesPerGrain; item < last; item++)
        {
            long first = piece * _pieceLength;
            for (int k = 0; k < _plan.Operands; k++)
                addresses[k] = starts[k] + (nint)(first * _plan.InnerStride(k) * _sizes[k]);
            long count = Math.Min(_pieceLength, _plan.Inner - first);
            if (_streams)
                Stream(addresses, count);
            else
                _segment.Run(addresses, count);
            if (++piece < _pieces)
                continue;
            piece = 0;
            _plan.Advance(index, _sizes, starts);
        }

        if (_streams)
            Streaming.Finish();
    }

    /// <summary>Computes in pieces of the first cache, and sends each to memory.</summary>
    [SkipLocalsInit]
    readonly unsafe void Stream(Span<nint> addresses, long count)
    {
        byte* piece = stackalloc byte[Streaming.BytesOfPiece];
        long most = Streaming.BytesOfPiece / _sizes[0];
        for (long done = 0; done < count; done += most)
        {
            long some = Math.Min(most, count - done);
            nint target = addresses[0];
            addresses[0] = (nint)piece;
            _segment.Run(addresses, some);
            Streaming.Send(piece, (byte*)target, some * _sizes[0]);
            addresses[0] = target;
            for (int k = 0; k < _plan.Operands; k++)
                addresses[k] += (nint)(some * _plan.InnerStride(k) * _sizes[k]);
        }
    }

    [InlineArray(StridedPlan.MaxOperands)]
    struct Sizes
    {
        int _first;
    }
}
