using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;

namespace Lamina.Data;

/// <summary>Copies chosen samples side by side into a batch, converted on the way. Runs on the calling thread alone.</summary>
internal static unsafe class Gather
{
    /// <summary>Samples by number, in the dtype of the batch, normalized if asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(RowStore store, ReadOnlySpan<long> rows, Tensor batch, RowScaling? scaling)
    {
        long length = store.Shape[1..].Count;
        long sourceBytes = length * store.DType.Size(), batchBytes = length * batch.DType.Size();
        using (RowReader reader = store.Open())
        {
            byte* target = (byte*)batch.Buffer.Pointer;
            for (int i = 0; i < rows.Length; i++)
            {
                byte* from = reader.At(rows, i);
                if (scaling is not null)
                    scaling.Run(from, store.DType, target);
                else if (store.DType == batch.DType)
                    Unsafe.CopyBlockUnaligned(target, from, checked((uint)sourceBytes));
                else
                    Casts.Between(from, store.DType, target, batch.DType, length);
                target += batchBytes;
            }
        }

        GC.KeepAlive(store);
        GC.KeepAlive(batch);
    }

    /// <summary>Labels by number, each as zeros with a one at its place, in float32.</summary>
    /// <exception cref="DataFormatException">A label has no place.</exception>
    public static void OneHot(RowStore store, ReadOnlySpan<long> rows, Tensor batch, long classes)
    {
        long length = store.Shape[1..].Count;
        int size = store.DType.Size();
        using (RowReader reader = store.Open())
        {
            float* target = (float*)batch.Buffer.Pointer;
            new Span<float>(target, checked((int)batch.Count)).Clear();
            for (int row = 0; row < rows.Length; row++)
            {
                byte* labels = reader.At(rows, row);
                for (long i = 0; i < length; i++, target += classes)
                {
                    long label;
                    Casts.ToTile(labels + (i * size), store.DType, &label, 1);
                    if ((ulong)label >= (ulong)classes)
                        throw new DataFormatException($"The label of sample {rows[row]} is {label}, outside 0 to {classes - 1}. Give `OneHot` the true number of classes, or correct the label.");
                    target[label] = 1;
                }
            }
        }

        GC.KeepAlive(store);
        GC.KeepAlive(batch);
    }
}
