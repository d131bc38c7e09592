using System.Runtime.CompilerServices;

namespace Lamina.Cpu;

/// <summary>A range of <c>Length</c> things cut into <c>Parts</c> consecutive parts whose sizes differ by one at most, the larger ones first.</summary>
internal readonly struct Split(long length, long parts)
{
    public readonly long Parts = parts;
    readonly long _size = length / parts;
    readonly long _larger = length % parts;

    /// <summary>Size of the largest part.</summary>
    public long Largest => _size + (_larger > 0 ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Start(long part) => part * _size + Math.Min(part, _larger);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Size(long part) => _size + (part < _larger ? 1 : 0);
}
