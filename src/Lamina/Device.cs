namespace Lamina;

/// <summary>Where a tensor lives and is computed.</summary>
/// <param name="Kind">The kind of machine.</param>
/// <param name="Index">Which one of its kind, from 0.</param>
public readonly record struct Device(DeviceKind Kind, int Index = 0)
{
    /// <summary>The processor this program runs on; the default.</summary>
    public static Device Cpu => new(DeviceKind.Cpu);

    /// <inheritdoc/>
    public override string ToString() => Kind == DeviceKind.Cpu ? "cpu" : $"{Kind.ToString().ToLowerInvariant()}:{Index}";
}
