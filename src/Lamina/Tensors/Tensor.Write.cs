using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>Writes another tensor, broadcast and converted, over this one in place, and gives this one back. Gradients flow from the source.</summary>
    /// <exception cref="ShapeException">The source does not broadcast to this tensor's shape.</exception>
    public Tensor CopyFrom(Tensor source) => Dispatch.Run(new CopyInto(), this, source);

    /// <summary>Writes one number everywhere in place, and gives this tensor back.</summary>
    /// <exception cref="DTypeException">The number's kind is above the tensor's: a fraction for integers.</exception>
    public Tensor FillInPlace(Scalar value)
    {
        if (DTypes.ResultType(DType, value) != DType)
            throw new DTypeException($"FillInPlace: {value} does not fit into a tensor of {DType.Name()}. Convert the tensor with `To` first.");
        return CopyFrom(ConstantCache.Get(value, DType));
    }

    /// <summary>Writes zeros everywhere in place, and gives this tensor back.</summary>
    public Tensor ZeroInPlace() => FillInPlace(false);
}
