namespace Lamina.Cpu.Boxes;

/// <summary>A place between two of an axis, with the share of each; nothing outside the map by more than one place.</summary>
internal readonly record struct RoiSample(long Low, long High, double LowWeight, double HighWeight)
{
    public static RoiSample At(double place, long size)
    {
        if (!(place >= -1 && place <= size))
            return default;
        double within = Math.Max(0, place);
        long low = Math.Min((long)within, size - 1), high = Math.Min(low + 1, size - 1);
        double beyond = low == size - 1 ? 0 : within - low;
        return new RoiSample(low, high, 1 - beyond, beyond);
    }
}
