namespace Lamina.Data.Vision;

/// <summary>Which random numbers are whose.</summary>
internal static class VisionStreams
{
    /// <summary>Sets augmented a second time draw 2⁴⁰ further on.</summary>
    public const int DepthShift = 40;

    public const ulong Samples = 0x5653_0000_0000_0000, Batches = 0x5642_0000_0000_0000, Mosaic = 0x564D_0000_0000_0000;
}
