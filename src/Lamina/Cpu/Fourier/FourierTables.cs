using System.Numerics;

namespace Lamina.Cpu.Fourier;

/// <summary>The tables of one length, kept by a captured step.</summary>
internal sealed class FourierTables<T>(long length, bool halved)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public FourierPlan<T> Plan { get; } = FourierPlan<T>.Of(halved ? length / 2 : length);

    public T[] Turns { get; } = halved ? FourierPlan<T>.HalfTurn(length) : [];
}
