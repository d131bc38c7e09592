using System.Buffers;
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
        long length = store.Shape.Count / Math.Max(store.Count, 1);
        long sourceBytes = length * store.DType.Size(), batchBytes = length * batch.DType.Size();
        using (MemoryHandle handle = store.Pin())
        {
            byte* source = (byte*)handle.Pointer, target = (byte*)batch.Buffer.Pointer;
            foreach (long row in rows)
            {
                byte* from = source + (row * sourceBytes);
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
        long length = store.Shape.Count / Math.Max(store.Count, 1);
        int size = store.DType.Size();
        using (MemoryHandle handle = store.Pin())
        {
            byte* source = (byte*)handle.Pointer;
            float* target = (float*)batch.Buffer.Pointer;
            new Span<float>(target, checked((int)batch.Count)).Clear();
            foreach (long row in rows)
            {
                for (long i = 0; i < length; i++, target += classes)
                {
                    long label;
                    Casts.ToTile(source + (((row * length) + i) * size), store.DType, &label, 1);
                    if ((ulong)label >= (ulong)classes)
                        throw new DataFormatException($"The label of sample {row} is {label}, outside 0 to {classes - 1}. Give `OneHot` the true number of classes, or correct the label.");
                    target[label] = 1;
                }
            }
        }

        GC.KeepAlive(store);
        GC.KeepAlive(batch);
    }
}
