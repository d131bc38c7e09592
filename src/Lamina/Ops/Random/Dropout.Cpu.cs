using Lamina.Cpu.Random;

namespace Lamina.Ops;

internal sealed partial record Dropout
{
    protected internal override void Compute(KernelCall call)
    {
        Operand x = call.Inputs[0], y = call.Outputs[0];
        RandomKey key = RandomKey.Of(call);
        ulong threshold = ThresholdDistribution.Of(P);
        if (x.IsContiguous && y.IsContiguous)
        {
            DropoutGrains.Run(x, y, key, threshold, Scale);
            return;
        }

        // The words go by logical place, memory does not: the mask is made first, and read through strides.
        Operand dropped = new(call.Workspace, DType.UInt8, Layout.Dense(x.Shape));
        RandomTiles<ThresholdDistribution, byte>.Run(new ThresholdDistribution(threshold), key, dropped);
        if (x.DType == DType.Float64)
            DropSegment<double>.Launch(y, x, dropped, Scale);
        else
            DropSegment<float>.Launch(y, x, dropped, (float)Scale);
    }
}
