using Lamina.Formats;

namespace Lamina.Training;

/// <summary>TensorBoard's histogram: least, largest, count, sums, and for each bucket its upper edge and its count.</summary>
internal static class HistogramMessage
{
    public static ProtobufMessage Of(double[] values, int buckets)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
            return new ProtobufMessage().Double(3, 0).Doubles(6, [0]).Doubles(7, [0]);
        double least = finite.Min(), most = finite.Max(), width = (most - least) / buckets;
        if (width == 0)
            buckets = 1;
        double[] edges = new double[buckets], counts = new double[buckets];
        for (int i = 0; i < buckets; i++)
            edges[i] = i == buckets - 1 ? most : least + (width * (i + 1));
        foreach (double value in finite)
            counts[width == 0 ? 0 : Math.Clamp((int)((value - least) / width), 0, buckets - 1)]++;
        return new ProtobufMessage()
            .Double(1, least)
            .Double(2, most)
            .Double(3, finite.Length)
            .Double(4, finite.Sum())
            .Double(5, finite.Sum(value => value * value))
            .Doubles(6, edges)
            .Doubles(7, counts);
    }
}
