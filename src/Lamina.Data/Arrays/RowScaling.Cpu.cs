using Lamina.Simd;

namespace Lamina.Data;

/// <summary>A <see cref="Normalization"/> laid out for samples of one shape and dtype.</summary>
internal abstract unsafe class RowScaling
{
    /// <summary>Converts one sample and normalizes it.</summary>
    public abstract void Run(byte* source, DType from, byte* destination);

    /// <exception cref="ShapeException">The axis is missing or has another size.</exception>
    /// <exception cref="DTypeException">The dtype is neither float32 nor float64.</exception>
    public static RowScaling Create(Normalization normalization, Shape sample, DType type)
    {
        int places = normalization.Means.Count;
        if (normalization.Axis is { } axis && (axis >= sample.Rank || axis < -sample.Rank || sample[axis] != places))
            throw new ShapeException($"A normalization of {places} places along axis {axis} does not fit samples of shape {sample}. Give one mean and deviation for each place of that axis.");
        if (type is not (DType.Float32 or DType.Float64))
            throw new DTypeException($"Normalized batches are float32 or float64, not {type.Name()}. Convert the batch with `To` after it is made.");
        return (Tier.Current, type == DType.Float64) switch
        {
            (SimdTier.Vector512, true) => new RowScaling<Double8, double>(normalization, sample),
            (SimdTier.Vector256, true) => new RowScaling<Double4, double>(normalization, sample),
            (SimdTier.Vector128, true) => new RowScaling<Double2, double>(normalization, sample),
            (_, true) => new RowScaling<Double1, double>(normalization, sample),
            (SimdTier.Vector512, _) => new RowScaling<Float16, float>(normalization, sample),
            (SimdTier.Vector256, _) => new RowScaling<Float8, float>(normalization, sample),
            (SimdTier.Vector128, _) => new RowScaling<Float4, float>(normalization, sample),
            _ => new RowScaling<Float1, float>(normalization, sample),
        };
    }
}
