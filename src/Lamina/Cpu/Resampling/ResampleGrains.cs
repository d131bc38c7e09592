using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Resampling;

/// <summary>
/// Resamples planes. A grain is a block of lines of one plane: the lines it needs are resampled along their length into scratch memory, where they stay in
/// the cache, and are then summed up, a vector at a time.
/// </summary>
internal readonly unsafe struct ResampleGrains<L, T>(T* input, T* output, ResampleTable rows, ResampleTable columns, Split blocks) : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long ElementsOfGrain = 1 << 15;

    // Lines at the border of two blocks are resampled twice.
    const long LeastLines = 16;

    public static void Run(T* input, T* output, long planes, ResampleTable rows, ResampleTable columns)
    {
        long lines = Math.Max(columns.IsIdentity ? 1 : LeastLines, ElementsOfGrain / Math.Max(1, columns.Targets));
        Split blocks = new(rows.Targets, Math.Max(1, rows.Targets / lines));
        if (planes > 0)
            Workers.Run(planes * blocks.Parts, new ResampleGrains<L, T>(input, output, rows, columns, blocks));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        (long plane, long block) = Math.DivRem(grain, blocks.Parts);
        long start = blocks.Start(block), end = start + blocks.Size(block), width = columns.Targets;
        T* lines = input + (plane * rows.Sources * columns.Sources);
        long first = 0;
        if (!columns.IsIdentity)
        {
            (first, long last) = Needed(start, end);
            T* resampled = (T*)Scratch.Get(ScratchSlot.Kernel0, Math.Max(0, last + 1 - first) * width * sizeof(T));
            for (long line = first; line <= last; line++)
                AlongLine(lines + (line * columns.Sources), resampled + ((line - first) * width));
            lines = resampled;
        }

        T* to = output + (((plane * rows.Targets) + start) * width);
        for (long line = start; line < end; line++, to += width)
            SumLines(lines - (first * width), rows.Starts[line], rows.Starts[line + 1], to, width);
    }

    // The first and the last line that a block is made of.
    (long First, long Last) Needed(long start, long end)
    {
        long first = long.MaxValue, last = -1;
        for (int t = rows.Starts[start]; t < rows.Starts[end]; t++)
            (first, last) = (Math.Min(first, rows.Places[t]), Math.Max(last, rows.Places[t]));
        return last < 0 ? (0, -1) : (first, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AlongLine(T* from, T* to)
    {
        int* starts = columns.Starts, places = columns.Places;
        T* weights = (T*)columns.Weights;
        if (columns.IsSelection)
        {
            for (long i = 0; i < columns.Targets; i++)
                to[i] = from[places[i]];
            return;
        }

        for (long i = 0; i < columns.Targets; i++)
        {
            int t = starts[i], end = starts[i + 1];
            T sum = T.Zero;
            for (; t + 1 < end; t += 2)
                sum += (weights[t] * from[places[t]]) + (weights[t + 1] * from[places[t + 1]]);
            if (t < end)
                sum += weights[t] * from[places[t]];
            to[i] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void SumLines(T* lines, int term, int end, T* to, long width)
    {
        T* weights = (T*)rows.Weights;
        if (end == term)
            new Span<T>(to, checked((int)width)).Clear();
        else if (end == term + 1 && weights[term] == T.One)
            System.Buffer.MemoryCopy(lines + (rows.Places[term] * width), to, width * sizeof(T), width * sizeof(T));
        else if (end == term + 2)
            SumTwo(lines + (rows.Places[term] * width), weights[term], lines + (rows.Places[term + 1] * width), weights[term + 1], to, width);
        else
            SumAll(lines, term, end, to, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void SumTwo(T* one, T weightOfOne, T* other, T weightOfOther, T* to, long width)
    {
        L first = L.Broadcast(weightOfOne), second = L.Broadcast(weightOfOther);
        long j = 0;
        for (; j <= width - L.Count; j += L.Count)
            L.Store(to + j, L.MultiplyAdd(second, L.Load(other + j), first * L.Load(one + j)));
        for (; j < width; j++)
            to[j] = (weightOfOne * one[j]) + (weightOfOther * other[j]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void SumAll(T* lines, int term, int end, T* to, long width)
    {
        T* weights = (T*)rows.Weights;
        int* places = rows.Places;
        long j = 0;
        for (; j <= width - L.Count; j += L.Count)
        {
            L sum = L.Broadcast(weights[term]) * L.Load(lines + (places[term] * width) + j);
            for (int t = term + 1; t < end; t++)
                sum = L.MultiplyAdd(L.Broadcast(weights[t]), L.Load(lines + (places[t] * width) + j), sum);
            L.Store(to + j, sum);
        }

        for (; j < width; j++)
        {
            T sum = weights[term] * lines[(places[term] * width) + j];
            for (int t = term + 1; t < end; t++)
                sum += weights[t] * lines[(places[t] * width) + j];
            to[j] = sum;
        }
    }
}
