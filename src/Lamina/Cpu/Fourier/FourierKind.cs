namespace Lamina.Cpu.Fourier;

/// <summary>What stands on the two sides of a transform.</summary>
internal enum FourierKind
{
    /// <summary>Complex on both sides.</summary>
    Complex,

    /// <summary>Real numbers to the first half of their spectrum.</summary>
    FromReal,

    /// <summary>The first half of a spectrum to real numbers.</summary>
    ToReal,
}
