namespace Lamina;

/// <summary>In which dtype a network's activations are kept, decided from outside its layers.</summary>
/// <remarks>
/// <code>
/// using (Precision.Mixed(DType.BFloat16))
///     prediction = network.Forward(x);
/// Tensor loss = Loss.CrossEntropy(prediction.To(DType.Float32), labels);
/// </code>
/// Holds for the thread that set it, until what is returned is disposed. Gradients are computed as the forward was, whatever holds when Backward is called.
/// </remarks>
public static class Precision
{
    [ThreadStatic]
    static DType? _activations;

    /// <summary>
    /// Matrix products, linear layers and convolutions that would give float32 give 16 bits: computed in float32 and rounded once. What follows them elementwise
    /// stays in 16 bits; normalizations with float32 parameters give float32. Parameters and their gradients stay float32.
    /// </summary>
    /// <param name="activations">float16 or bfloat16. Losses of float16 activations want a <c>LossScaler</c>.</param>
    /// <remarks>As PyTorch's <c>autocast</c>, which rounds weights too.</remarks>
    /// <exception cref="DTypeException">The dtype is another.</exception>
    public static PrecisionScope Mixed(DType activations = DType.BFloat16) => activations is DType.Float16 or DType.BFloat16
        ? Set(activations)
        : throw new DTypeException($"Precision.Mixed: activations are kept in float16 or bfloat16; got {activations.Name()}.");

    /// <summary>Results have the dtype of their operands again, inside a <see cref="Mixed"/>.</summary>
    public static PrecisionScope Plain() => Set(null);

    /// <summary>What holds now, for a part that runs again later.</summary>
    internal static DType? Current => _activations;

    internal static PrecisionScope Set(DType? activations)
    {
        PrecisionScope scope = new(_activations);
        _activations = activations;
        return scope;
    }

    /// <summary>The dtype in which the result of a product is kept.</summary>
    internal static DType ResultOf(DType promoted) => promoted == DType.Float32 ? _activations ?? promoted : promoted;

    internal static void Restore(DType? before) => _activations = before;
}
