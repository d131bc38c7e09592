using System.Numerics;
using Lamina.Simd;

namespace Lamina.Cpu.Rows;

/// <summary>What is done to one row; the operands are the output and up to two inputs, at row 0.</summary>
internal unsafe interface IRowFunction
{
    void Row<L, T>(T* y, T* a, T* b, long row, long length)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
