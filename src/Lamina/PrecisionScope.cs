namespace Lamina;

/// <summary>Restores, when disposed, what <see cref="Precision"/> changed on this thread.</summary>
public readonly struct PrecisionScope : IDisposable
{
    readonly DType? _before;

    internal PrecisionScope(DType? before) => _before = before;

    /// <inheritdoc/>
    public void Dispose() => Precision.Restore(_before);
}
