using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>What is done to each matrix of a batch, in float64 whatever the dtype.</summary>
internal interface IMatrixFunction
{
    void Run<L>(in MatrixBatch batch, long matrix)
        where L : struct, IVectorLane<L, double>;
}
