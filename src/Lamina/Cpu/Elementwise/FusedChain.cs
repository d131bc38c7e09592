using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Elementwise;

/// <summary>
/// Elementwise ops over the same elements, done tile by tile: what one op writes the next finds in the first cache, and a value
/// that nobody else reads has no other memory. Each op runs its own inner loop, so the bits are those of the ops one by one.
/// </summary>
/// <param name="links">The ops, in order.</param>
/// <param name="count">Elements.</param>
/// <param name="scratchBytes">Memory of a thread for the tiles of values that nobody else reads.</param>
internal sealed unsafe class FusedChain(FusedLink[] links, long count, long scratchBytes)
{
    /// <summary>Elements of a tile: a handful of float32 tiles fit into the first cache.</summary>
    public const int Tile = 2048;

    readonly long _count = count;

    const long GrainElements = 16 * Tile;

    /// <summary>Runs the chain.</summary>
    public void Run() => Workers.Run((_count + GrainElements - 1) / GrainElements, new Grains(this));

    /// <summary>Runs the chain over some of its elements, on the calling thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long first, long last)
    {
        nint scratch = (nint)Scratch.Get(ScratchSlot.Fused, scratchBytes);
        Span<nint> addresses = stackalloc nint[StridedPlan.MaxOperands];
        for (; first < last; first += Tile)
        {
            long elements = Math.Min(Tile, last - first);
            foreach (FusedLink link in links)
            {
                for (int i = 0; i < link.Operands.Length; i++)
                {
                    FusedOperand operand = link.Operands[i];
                    addresses[i] = operand.Address + (operand.IsScratch ? scratch : (nint)first * operand.Step);
                }

                link.Loop.Run(addresses, elements);
            }
        }
    }

    readonly struct Grains(FusedChain chain) : IGrains
    {
        public void Run(long grain) => chain.Run(grain * GrainElements, Math.Min(chain._count, (grain + 1) * GrainElements));
    }
}

/// <summary>One op of a <see cref="FusedChain"/>.</summary>
/// <param name="Loop">Its inner loop.</param>
/// <param name="Operands">The output, then the inputs.</param>
internal readonly record struct FusedLink(ISegment Loop, FusedOperand[] Operands);

/// <summary>Where an op of a <see cref="FusedChain"/> finds an operand.</summary>
/// <param name="Address">The first element; for scratch, from the start of a thread's scratch memory.</param>
/// <param name="Step">Bytes from one element to the next; 0 for one number.</param>
/// <param name="IsScratch">Whether each tile lies in the same place.</param>
internal readonly record struct FusedOperand(nint Address, int Step, bool IsScratch);
