namespace Lamina.NN;

/// <summary>First values of parameters.</summary>
internal static class Init
{
    static long _stream;

    /// <summary>Uniform in [low, high).</summary>
    public static Tensor Uniform(Shape shape, double low, double high)
    {
        Philox generator = new(0);
        ulong stream = (ulong)Interlocked.Increment(ref _stream);
        float[] values = new float[shape.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(low + ((high - low) * Philox.ToUnitSingle(generator.Block(stream, (ulong)i)[0])));
        return Tensor.From<float>(values, shape);
    }
}
