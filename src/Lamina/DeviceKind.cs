namespace Lamina;

/// <summary>A kind of machine that tensors can live on.</summary>
public enum DeviceKind : byte
{
    /// <summary>The processor and its memory.</summary>
    Cpu,

    /// <summary>A graphics processor under CUDA; its kernels come from an assembly of their own.</summary>
    Cuda,
}
