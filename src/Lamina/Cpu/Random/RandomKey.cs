using Lamina.Ops;

namespace Lamina.Cpu.Random;

/// <summary>The key of a random op, read from its last input.</summary>
internal readonly struct RandomKey(long seed, long stream, long offset)
{
    public ulong Stream { get; } = (ulong)stream;

    public ulong Offset { get; } = (ulong)offset;

    public Philox Philox { get; } = new((ulong)seed);

    /// <summary>The key for a further attempt where the first was rejected: unrelated numbers at the same places.</summary>
    public RandomKey Attempt(int attempt) =>
        new((long)(Philox.Seed ^ ((ulong)attempt * 0x9E3779B97F4A7C15)), (long)Stream, (long)Offset);

    public static unsafe RandomKey Of(KernelCall call)
    {
        long* key = (long*)call.Inputs[^1].Address;
        return new RandomKey(key[0], key[1], key[2]);
    }
}
