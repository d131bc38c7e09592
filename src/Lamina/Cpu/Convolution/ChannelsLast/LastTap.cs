namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Where the packed weights of one position of the kernel belong.</summary>
internal struct LastTap
{
    /// <summary>Which phase reads it.</summary>
    public int Phase;

    /// <summary>Its number among the phase's positions, in the order of the source.</summary>
    public int Ordinal;
}
