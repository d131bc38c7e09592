namespace Lamina.Autograd;

/// <summary>A value kept for backward, with the version it had.</summary>
internal readonly struct SavedTensor(Tensor tensor)
{
    readonly Tensor? _tensor = tensor;
    readonly int _version = tensor.Buffer.Version;

    public bool IsSaved => _tensor is not null;

    /// <summary>The value.</summary>
    /// <exception cref="GradientException">It was changed in place since.</exception>
    public Tensor Get(string op)
    {
        if (_tensor!.Buffer.Version != _version)
            throw new GradientException($"The gradient of {op} needs a value ({_tensor.Spec}) that was changed in place after it was used (version {_version}, now {_tensor.Buffer.Version}). Change a copy instead, or write the op without `InPlace`.");
        return _tensor;
    }
}
