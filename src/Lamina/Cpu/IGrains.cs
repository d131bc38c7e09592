namespace Lamina.Cpu;

/// <summary>Work cut into independent grains. The cut depends on shapes alone, never on the number of threads.</summary>
internal interface IGrains
{
    /// <summary>Does grain number <paramref name="grain"/>. Runs on any thread, in any order, each grain once.</summary>
    void Run(long grain);
}
