using Lamina.Cpu;
using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Random;

namespace Lamina.Ops;

internal sealed partial record TruncatedNormal
{
    protected internal override unsafe void Compute(KernelCall call)
    {
        const int PerGrain = TruncatedNormalGrains.PerGrain;
        long count = Shape.Count;
        TruncatedNormalGrains grains = new(RandomKey.Of(call), (Low - Mean) / StandardDeviation, (High - Mean) / StandardDeviation, Mean, StandardDeviation, call.Workspace, count);
        Workers.Run((count + PerGrain - 1) / PerGrain, in grains);
        Casts.FromTile((double*)call.Workspace, (byte*)call.Outputs[0].Address, DType, count);
    }
}
