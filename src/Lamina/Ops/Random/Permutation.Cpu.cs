using System.Runtime.CompilerServices;
using Lamina.Cpu.Random;

namespace Lamina.Ops;

internal sealed partial record Permutation
{
    /// <summary>Each place, from the last to the second, is exchanged with a random one not behind it (Fisher and Yates).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override unsafe void Compute(KernelCall call)
    {
        const int Blocks = 128;
        uint* words = stackalloc uint[4 * Blocks];
        RandomKey key = RandomKey.Of(call);
        long* order = (long*)call.Outputs[0].Address;
        long count = Shape.Count;
        for (long i = 0; i < count; i++)
            order[i] = i;
        for (long i = count - 1, drawn = 0; i > 0; i--, drawn++)
        {
            long at = drawn % (2 * Blocks);
            if (at == 0)
                RandomWords.Fill(key, (ulong)(drawn / 2), words, Blocks);
            long other = (long)Math.BigMul(((ulong)words[2 * at] << 32) | words[(2 * at) + 1], (ulong)(i + 1), out _);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
