using System.Numerics;
using Lamina.Simd;

namespace Lamina.Cpu.Rows;

/// <summary>What is done to a row. The operands are the output and up to two inputs; the last may be missing.</summary>
internal unsafe interface IRowFunction
{
    /// <summary>One row.</summary>
    void Row<L, T>(T* y, T* a, T* b, long length)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>As many rows as a lane is wide, turned: column after column, each a vector.</summary>
    void Columns<L, T>(T* y, T* a, T* b, long length)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
