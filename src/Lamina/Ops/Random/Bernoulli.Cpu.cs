using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Random;

namespace Lamina.Ops;

internal sealed partial record BernoulliOf
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override unsafe void Compute(KernelCall call)
    {
        const int Tile = TileOperand.Tile;
        uint* words = stackalloc uint[Tile];
        double* p = stackalloc double[Tile];
        RandomKey key = RandomKey.Of(call);
        DType dtype = call.Inputs[0].DType;
        long count = call.Inputs[0].Shape.Count;
        for (long first = 0; first < count; first += Tile)
        {
            long tile = Math.Min(Tile, count - first);
            RandomWords.Fill(key, (ulong)(first / 4), words, Tile / 4);
            Casts.ToTile((byte*)call.Inputs[0].Address + (first * dtype.Size()), dtype, p, tile);
            for (long i = 0; i < tile; i++)
            {
                if (!(p[i] >= 0 && p[i] <= 1))
                    throw new NumericException($"Bernoulli: element {first + i} of the probabilities ({call.Inputs[0].Shape}) is {p[i]}; it must lie between 0 and 1.");
                p[i] = words[i] < ThresholdDistribution.Of(p[i]) ? 1 : 0;
            }

            Casts.FromTile(p, (byte*)call.Outputs[0].Address + (first * dtype.Size()), dtype, tile);
        }
    }
}
