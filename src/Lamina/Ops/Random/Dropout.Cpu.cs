using Lamina.Cpu;
using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Random;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina.Ops;

internal sealed unsafe partial record Dropout
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
        ElementwiseKernels.Binary(new DropFormula(Scale), new KernelCall(this, [x, dropped], [y], 0));
    }

    readonly record struct DropFormula(double Scale) : IBinaryFormula
    {
        public static string Name => "drop";

        public TLane Value<TLane>(TLane x, TLane dropped)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.Equal(dropped, TLane.Constant(0)), x * TLane.Constant(Scale), TLane.Constant(0));
    }
}
