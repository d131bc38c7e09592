using Lamina.Cpu.Elementwise;

namespace Lamina.Ops;

internal sealed unsafe partial record Ramp
{
    protected internal override void Compute(KernelCall call)
    {
        const int Tile = TileOperand.Tile;
        long* whole = stackalloc long[Tile];
        double* real = stackalloc double[Tile];
        bool exact = Start.IsInteger && Step.IsInteger;
        for (long first = 0; first < Count; first += Tile)
        {
            byte* destination = (byte*)call.Outputs[0].Address + (first * DType.Size());
            long tile = Math.Min(Tile, Count - first);
            for (long i = 0; i < tile; i++)
            {
                if (exact)
                    whole[i] = Start.ToInt64() + ((first + i) * Step.ToInt64());
                else
                    real[i] = Start.ToDouble() + ((first + i) * Step.ToDouble());
            }

            if (exact)
                Casts.FromTile(whole, destination, DType, tile);
            else
                Casts.FromTile(real, destination, DType, tile);
        }
    }
}

internal sealed unsafe partial record Space
{
    protected internal override void Compute(KernelCall call)
    {
        const int Tile = TileOperand.Tile;
        double* values = stackalloc double[Tile];
        for (long first = 0; first < Count; first += Tile)
        {
            long tile = Math.Min(Tile, Count - first);
            for (long i = 0; i < tile; i++)
                values[i] = At(first + i);
            Casts.FromTile(values, (byte*)call.Outputs[0].Address + (first * DType.Size()), DType, tile);
        }
    }
}
