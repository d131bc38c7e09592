namespace Lamina.Onnx;

/// <summary>What one run of a model may take. A model is a program, and runs as long as it says: narrow limits are for models of unknown origin.</summary>
public sealed record OnnxLimits
{
    /// <summary>Bytes of the largest tensor, one that only repeats its elements counted in full; 2⁴⁰, a tebibyte, by default.</summary>
    public long TensorBytes { get; init; } = 1L << 40;

    /// <summary>How many nodes may be computed, those in bodies and functions as often as they run, and a body as one more; no limit by default.</summary>
    public long Nodes { get; init; } = long.MaxValue;
}
