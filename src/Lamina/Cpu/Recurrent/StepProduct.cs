using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Recurrent;

/// <summary>
/// The matrix product of every step: a few rows times the same matrix. It is packed once into panels as wide as a tile, whole
/// vectors with zeros behind its last column, and stays in the cache; each element is one chain of fused multiply-adds.
/// </summary>
internal readonly unsafe struct StepProduct<TTile, TVector, T>
    where TTile : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly long _depth;
    readonly Split _panels;
    readonly T* _packed;

    /// <summary>Takes a matrix [depth, columns] that was packed before, or packs it into scratch memory.</summary>
    public StepProduct(MatrixView<T> matrix, long depth, long columns, T* packed = null)
        : this(depth, columns)
    {
        _packed = packed;
        if (packed == null)
        {
            _packed = (T*)Scratch.Get(ScratchSlot.Kernel0, Pitch * depth * sizeof(T));
            Pack(matrix, columns);
        }
    }

    StepProduct(long depth, long columns)
    {
        long vectors = (columns + TTile.Count - 1) / TTile.Count;
        _depth = depth;
        Pitch = vectors * TTile.Count;
        _panels = new Split(vectors, (vectors + TTile.TileVectors - 1) / TTile.TileVectors);
    }

    /// <summary>Packs a matrix for many calls, into as many elements as <see cref="PackedProduct.Elements{T}"/> says.</summary>
    public static void Pack(MatrixView<T> matrix, long depth, long columns, T* packed)
        => new StepProduct<TTile, TVector, T>(matrix, depth, columns, packed).Pack(matrix, columns);

    void Pack(MatrixView<T> matrix, long columns)
    {
        for (long p = 0; p < _panels.Parts; p++)
        {
            long column = _panels.Start(p) * TTile.Count;
            int width = (int)_panels.Size(p) * TTile.Count;
            Packing.Pack(matrix.Data + (column * matrix.ColumnStride), matrix.ColumnStride, matrix.RowStride, (int)Math.Min(width, columns - column), _depth, _packed + (column * _depth), width);
        }
    }

    /// <summary>Elements of a row of the result, those behind the last column included.</summary>
    public long Pitch { get; }

    /// <summary>to[rows, Pitch] = from[rows, depth] · matrix; the rows of <paramref name="from"/> are <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(T* from, long stride, int rows, T* to)
    {
        TileBlock block = default;
        block.Depth = _depth;
        block.RowStrideA = stride;
        block.DepthStrideA = 1;
        block.RowStrideC = Pitch;
        block.Tail = TTile.Count;
        for (int first = 0; first < rows; first += TTile.TileRows)
        {
            int height = Math.Min(TTile.TileRows, rows - first);
            for (long p = 0; p < _panels.Parts; p++)
            {
                int vectors = (int)_panels.Size(p);
                long column = _panels.Start(p) * TTile.Count;
                block.DepthStrideB = vectors * TTile.Count;
                TileTable<TTile, TVector, T>.Get(height, vectors, partial: false)(
                    &block, from + (first * stride), _packed + (column * _depth), to + (first * Pitch) + column, null, null);
            }
        }
    }
}
