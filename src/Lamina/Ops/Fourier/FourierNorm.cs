namespace Lamina;

/// <summary>Which direction of a Fourier transform of n points is divided, so that both together give back what went in. PyTorch's <c>norm</c>.</summary>
public enum FourierNorm
{
    /// <summary>The inverse by n. The default.</summary>
    Backward,

    /// <summary>Both by √n.</summary>
    Ortho,

    /// <summary>The forward transform by n.</summary>
    Forward,
}
