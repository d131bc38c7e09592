using Lamina.Cpu.Boxes;
using Lamina.Cpu.Indexing;

namespace Lamina.Ops;

/// <summary>Which of boxes sorted by falling score stay (bool), given their classes.</summary>
internal sealed record Nms(double Threshold) : Op
{
    public override string Name => "nms";

    public override string NonDifferentiable => "its result is true or false";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[1] with { DType = DType.Bool }];

    protected internal override void Compute(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        Suppression.Run(call, Threshold);
    }
}
