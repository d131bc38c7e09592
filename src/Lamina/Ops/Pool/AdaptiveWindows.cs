namespace Lamina.Ops;

/// <summary>Windows that cover an axis: window i of n over a size s spans ⌊i·s/n⌋ up to ⌈(i + 1)·s/n⌉.</summary>
internal static class AdaptiveWindows
{
    public static long Start(long window, long outputs, long inputs) => window * inputs / outputs;

    public static long End(long window, long outputs, long inputs) => (((window + 1) * inputs) + outputs - 1) / outputs;

    /// <summary>The elements of all windows in their order, each window filled up to the length of the longest with its last element.</summary>
    public static (int Length, long[] Places) Filled(long outputs, long inputs)
    {
        long length = 0;
        for (long i = 0; i < outputs; i++)
            length = Math.Max(length, End(i, outputs, inputs) - Start(i, outputs, inputs));
        long[] places = new long[outputs * length];
        for (long i = 0; i < places.Length; i++)
            places[i] = Math.Min(Start(i / length, outputs, inputs) + (i % length), End(i / length, outputs, inputs) - 1);
        return (checked((int)length), places);
    }

    /// <exception cref="ShapeException">The rank is wrong, or an output size is not positive.</exception>
    public static void Check(string op, Shape input, string form, int rank, params ReadOnlySpan<int> outputs)
    {
        bool positive = true;
        foreach (int size in outputs)
            positive &= size >= 1;
        if (input.Rank != rank || !positive)
            throw new ShapeException($"{op} takes an input {form} and output sizes of 1 or more; got {input} and {string.Join('×', outputs.ToArray())}. Use `Unsqueeze` for a single sample or channel.");
    }
}
