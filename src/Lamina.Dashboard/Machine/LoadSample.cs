namespace Lamina.Dashboard.Machine;

/// <summary>What the machine did in a moment.</summary>
/// <param name="At">When.</param>
/// <param name="Processor">Share of all cores that worked since the sample before; NaN where the system does not say.</param>
/// <param name="MemoryUsed">Bytes of memory in use.</param>
/// <param name="MemoryTotal">Bytes of memory there are.</param>
sealed record LoadSample(DateTimeOffset At, double Processor, double MemoryUsed, double MemoryTotal);
