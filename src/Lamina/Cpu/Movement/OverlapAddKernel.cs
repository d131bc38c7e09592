using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Movement;

/// <summary>Pieces added up along a line, in their order; a grain is a line.</summary>
internal readonly struct OverlapAddKernel(long step, long length) : ILaneKernel
{
    public void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = call.Inputs[0].Shape;
        Workers.Run(shape.CountOf(..^2), new Grains<L, T>(call, step, length));
    }

    readonly unsafe struct Grains<L, T>(KernelCall call, long step, long length) : IGrains
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        readonly T* _source = (T*)call.Inputs[0].Address;
        readonly T* _target = (T*)call.Outputs[0].Address;
        readonly long _pieces = call.Inputs[0].Shape[^2];
        readonly long _size = call.Inputs[0].Shape[^1];
        readonly long _step = step;
        readonly long _length = length;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long line)
        {
            T* to = _target + (line * _length);
            new Span<T>(to, checked((int)_length)).Clear();
            for (long piece = 0; piece < _pieces; piece++)
            {
                T* from = _source + (((line * _pieces) + piece) * _size), at = to + (piece * _step);
                long i = 0;
                for (; i <= _size - L.Count; i += L.Count)
                    L.Store(at + i, L.Load(at + i) + L.Load(from + i));
                for (; i < _size; i++)
                    at[i] += from[i];
            }
        }
    }
}
