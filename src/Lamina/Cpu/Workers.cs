namespace Lamina.Cpu;

/// <summary>The one thread pool of the process: fork–join over grains.</summary>
internal static class Workers
{
    /// <summary>Threads that take part, the caller included.</summary>
    public static int Count { get; set; } = Environment.ProcessorCount;

    /// <summary>Runs grains 0 … <paramref name="grains"/> − 1 and returns when all are done.</summary>
    public static void Run<T>(long grains, in T body)
        where T : struct, IGrains, allows ref struct
    {
        T copy = body;
        for (long grain = 0; grain < grains; grain++)
            copy.Run(grain);
    }
}
