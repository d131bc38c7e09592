using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>The matrices of a call: contiguous, in the last two axes. A grain is one matrix.</summary>
internal readonly unsafe struct MatrixBatch(KernelCall call)
{
    public string Name => call.Op.Name;

    /// <summary>Rows of the matrices of the first input.</summary>
    public long Rows => call.Inputs[0].Shape[^2];

    /// <summary>Columns of the matrices of the first input.</summary>
    public long Columns => call.Inputs[0].Shape[^1];

    /// <summary>Columns of the second input's matrices.</summary>
    public long RightColumns => call.Inputs[1].Shape[^1];

    public static void Run<F>(F function, KernelCall call)
        where F : struct, IMatrixFunction
    {
        Indexing.IndexCheck.Contiguous(call);
        long matrices = call.Inputs[0].Shape.CountOf(..^2);
        switch (Tier.Current)
        {
            case SimdTier.Vector512: Workers.Run(matrices, new Grains<F, Double8>(function, call)); break;
            case SimdTier.Vector256: Workers.Run(matrices, new Grains<F, Double4>(function, call)); break;
            case SimdTier.Vector128: Workers.Run(matrices, new Grains<F, Double2>(function, call)); break;
            default: Workers.Run(matrices, new Grains<F, Double1>(function, call)); break;
        }
    }

    /// <summary>Memory for so many numbers, kept by the thread.</summary>
    public static double* Space(ScratchSlot slot, long count) => (double*)Scratch.Get(slot, (count + 1) * sizeof(double));

    /// <summary>Brings a matrix of an input to float64.</summary>
    public void Load(int input, long matrix, double* to)
    {
        Operand operand = call.Inputs[input];
        long count = operand.Shape[^2] * operand.Shape[^1];
        Casts.ToTile((byte*)operand.Address + (matrix * count * operand.DType.Size()), operand.DType, to, count);
    }

    /// <summary>Brings a matrix of the first input to float64, column by column.</summary>
    public void LoadColumns(long matrix, double* to, double* space)
    {
        Load(0, matrix, space);
        Transpose(space, to, Rows, Columns);
    }

    /// <summary>Writes what belongs to a matrix of the batch to an output: a matrix, a row or a number.</summary>
    public void Store(int output, long matrix, double* from)
    {
        Operand operand = call.Outputs[output];
        long count = operand.Shape.CountOf((call.Inputs[0].Shape.Rank - 2)..);
        Casts.FromTile(from, (byte*)operand.Address + (matrix * count * operand.DType.Size()), operand.DType, count);
    }

    /// <summary>[rows, columns] to [columns, rows].</summary>
    public static void Transpose(double* from, double* to, long rows, long columns)
    {
        for (long i = 0; i < rows; i++)
        {
            for (long j = 0; j < columns; j++)
                to[(j * rows) + i] = from[(i * columns) + j];
        }
    }

    public static bool IsFinite(double* values, long count)
    {
        for (long i = 0; i < count; i++)
        {
            if (!double.IsFinite(values[i]))
                return false;
        }

        return true;
    }

    /// <summary>The error of a matrix that has no such factors.</summary>
    public NumericException Refuse(long matrix, string why) =>
        new($"{Name}: matrix {matrix} of {call.Inputs[0].Shape} {why}");

    readonly struct Grains<F, L>(F function, KernelCall call) : IGrains
        where F : struct, IMatrixFunction
        where L : struct, IVectorLane<L, double>
    {
        readonly F _function = function;
        readonly MatrixBatch _batch = new(call);

        public void Run(long grain) => _function.Run<L>(in _batch, grain);
    }
}
